package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Program;
import dev.sallyport.policy.command.walk.Shell;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shells of other systems, and tools that carry a command line to another place. */
final class OtherShells {
  private OtherShells() {}

  static @Nullable Program of(String name) {
    return switch (name) {
      case "powershell", "pwsh" -> OtherShells::power;
      case "cmd" -> (invocation, shell) -> after("/[ck]", invocation, shell);
      case "vagrant", "eb", "gh-codespace", "multipass", "limactl" -> OtherShells::option;
      case "ansible" -> (invocation, shell) -> elsewhere("a", "args", invocation, shell);
      case "kamal" -> (invocation, shell) -> after("exec", invocation, shell);
      case "dokku" -> OtherShells::dokku;
      case "rimraf", "del-cli", "trash-put", "rm-cli" -> OtherShells::removed;
      case "shx" -> (invocation, shell) -> start(invocation.arguments(), invocation, shell);
      default -> null;
    };
  }

  /** PowerShell takes a command line as it is, or in Base64 of UTF-16. */
  private static String power(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).toLowerCase(Locale.ROOT).matches("[-/]e(c|nc?\\w*)?")) {
        try {
          byte[] bytes = Base64.getDecoder().decode(words.get(i + 1));
          String text = Marks.clean(new String(bytes, StandardCharsets.UTF_16LE));
          return shell.runApart(text, List.of(), invocation.input());
        } catch (IllegalArgumentException e) {
          // No Base64 then.
        }
      }
    }
    return after("[-/]c(ommand)?", invocation, shell);
  }

  /** Everything behind a word is a command line. */
  private static String after(String word, Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).toLowerCase(Locale.ROOT).matches(word)) {
        List<String> rest = words.subList(i + 1, words.size());
        List<String> plain =
            Arguments.leading(rest, "", Set.of("primary", "reuse", "interactive")).operands();
        return shell.runApart(Marks.plain(String.join(" ", plain)), List.of(), invocation.input());
      }
    }
    return Marks.ANYTHING;
  }

  private static String option(Invocation invocation, Shell shell) {
    return elsewhere("c", "command", invocation, shell);
  }

  private static String elsewhere(String letter, String word, Invocation invocation, Shell shell) {
    Arguments.of(invocation.arguments(), letter, Set.of(word))
        .values(letter, word)
        .forEach(text -> shell.runElsewhere(Marks.plain(text), invocation.input()));
    return Marks.ANYTHING;
  }

  private static String dokku(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    boolean runs = words.size() > 2 && words.get(0).matches("run(:detached)?|enter");
    if (words.stream().anyMatch(word -> word.matches("postgres:(destroy|import|unlink)"))) {
      shell.bypass("`" + invocation.line() + "` changes or destroys a database", Ways.PERSON);
    }
    return runs ? start(words.subList(2, words.size()), invocation, shell) : Marks.ANYTHING;
  }

  private static String removed(Invocation invocation, Shell shell) {
    Arguments.of(invocation.arguments(), "", Set.of())
        .operands()
        .forEach(
            file ->
                shell.file(
                    dev.sallyport.policy.command.Act.Access.REMOVE, file, invocation.program()));
    return "";
  }

  private static String start(List<String> words, Invocation invocation, Shell shell) {
    return words.isEmpty() ? "" : Wrappers.env(words, invocation, shell);
  }
}
