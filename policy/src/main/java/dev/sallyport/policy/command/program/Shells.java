package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shells: a script as an argument, in a file, or on standard input. */
final class Shells {
  private Shells() {}

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    Arguments arguments = Arguments.leading(words, "oO", Set.of("rcfile", "init-file", "command"));
    if (arguments.has("help", "version", "n")) {
      return "";
    }
    List<String> operands = arguments.operands();
    startFiles(invocation, shell);
    if (arguments.has("c") && !operands.isEmpty()) {
      return command(operands, invocation, shell);
    }
    arguments
        .value("rcfile", "init-file")
        .flatMap(shell::text)
        .ifPresent(text -> shell.runApart(text, List.of(), null));
    boolean fromInput = operands.isEmpty() || arguments.has("s") || operands.get(0).equals("-");
    if (fromInput || operands.get(0).equals("/dev/stdin")) {
      return input(invocation, operands, shell);
    }
    return file(operands, invocation, shell);
  }

  /** Variables whose text a shell runs before anything else. */
  private static void startFiles(Invocation invocation, Shell shell) {
    for (String variable : List.of("BASH_ENV", "ENV")) {
      String before = shell.scope().value(variable);
      Optional.of(invocation.environment().getOrDefault(variable, before))
          .filter(file -> !file.isEmpty())
          .flatMap(shell::text)
          .ifPresent(text -> shell.runApart(text, List.of(), null));
    }
  }

  private static String command(List<String> operands, Invocation invocation, Shell shell) {
    String text = operands.get(0);
    if (text.replace(Marks.ANYTHING, "").isBlank()) {
      if (Marks.downloaded(text)) {
        strangers(invocation, shell);
      }
      shell.report(new Act.Unknown(invocation.line()));
      return Marks.ANYTHING;
    }
    List<String> positional =
        operands.size() > 2 ? operands.subList(2, operands.size()) : List.of();
    if (operands.size() > 1) {
      shell.scope().set("0", operands.get(1));
    }
    String output = shell.runApart(Marks.plain(text), positional, invocation.input());
    shell.scope().unset("0");
    return output;
  }

  /** The text of a script comes from somewhere else, and runs unseen. */
  static void strangers(Invocation invocation, Shell shell) {
    shell.doubt(
        "`" + invocation.line() + "` would run a script that can't be told beforehand",
        "save the script to a file, look at it, then run the file");
  }

  private static String input(Invocation invocation, List<String> operands, Shell shell) {
    String input = invocation.input();
    if (input == null) {
      return "";
    }
    if (!Marks.known(input) && input.replace(Marks.ANYTHING, "").isBlank()) {
      strangers(invocation, shell);
      return Marks.ANYTHING;
    }
    return shell.runApart(input, operands, null);
  }

  /** The text of a script that is about to run. */
  static String file(List<String> operands, Invocation invocation, Shell shell) {
    String name = operands.get(0);
    Optional<String> text = shell.text(name);
    if (text.isEmpty()) {
      shell.report(new Act.Unknown(invocation.line()));
      return Marks.ANYTHING;
    }
    if (text.get().equals(Marks.ANYTHING)) {
      shell.doubt(
          "`" + invocation.line() + "` would run a script that can't be told beforehand",
          "look at the script before it runs");
      return Marks.ANYTHING;
    }
    return shell.runApart(text.get(), operands.subList(1, operands.size()), invocation.input());
  }
}
