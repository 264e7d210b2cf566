package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.Credentials;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Optional;

/** {@code eval}, {@code source} and {@code trap}: text that becomes commands. */
final class Evaluators {
  private Evaluators() {}

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    return switch (invocation.program()) {
      case "eval" -> evaluated(String.join(" ", words), invocation, shell);
      case "trap" -> words.size() > 1 ? shell.evaluate(words.get(0), null) : "";
      default -> sourced(invocation, shell);
    };
  }

  /** What nothing is known of is a stranger's text; with known words in it, it is read as it is. */
  private static String evaluated(String text, Invocation invocation, Shell shell) {
    if (text.replace(Marks.ANYTHING, "").isBlank()) {
      if (Marks.downloaded(text)) {
        Shells.strangers(invocation, shell);
      }
      shell.report(new Act.Unknown(invocation.line()));
      return Marks.ANYTHING;
    }
    return shell.evaluate(Marks.plain(text), invocation.input());
  }

  private static String sourced(Invocation invocation, Shell shell) {
    if (invocation.arguments().isEmpty()) {
      return "";
    }
    String name = invocation.arguments().get(0);
    if (name.equals("/dev/stdin") || name.equals("-")) {
      return shell.evaluate(invocation.inputText(), null);
    }
    if (Credentials.areIn(shell.path(name))) {
      shell.load(name, invocation.program());
      return "";
    }
    shell.file(Act.Access.READ, name, invocation.program());
    Optional<String> text = shell.text(name);
    if (text.isEmpty()) {
      shell.report(new Act.Unknown(invocation.line()));
      return Marks.ANYTHING;
    }
    return evaluated(text.get(), invocation, shell);
  }
}
