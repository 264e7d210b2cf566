package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.shell.AnsiQuotes;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Printed;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;

/** A shell's own commands that change its state, print, or do nothing that matters. */
final class Builtins {
  private Builtins() {}

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    switch (invocation.program()) {
      case "echo", "print" -> {
        return echo(words);
      }
      case "printf" -> {
        return words.size() > 1 && words.get(0).equals("-v")
            ? toVariable(words, shell)
            : words.isEmpty() ? "" : new PrintFormat(words).text();
      }
      case "cd", "pushd" -> cd(words, shell);
      case "alias" -> words.forEach(word -> alias(word, shell));
      case "unalias" -> words.forEach(word -> shell.scope().unalias(word));
      case "unset" -> words.forEach(word -> shell.scope().unset(word));
      case "shift" -> {
        List<String> positional = shell.scope().positional();
        if (!positional.isEmpty()) {
          shell.scope().setPositional(positional.subList(1, positional.size()));
        }
      }
      case "read", "mapfile", "readarray" -> read(invocation, shell);
      case "export", "declare", "typeset", "set", "readonly", "local" -> {
        return listed(invocation, shell);
      }
      case "which", "whence" -> {
        boolean one = words.size() == 1 && Marks.known(words.get(0));
        return one ? "/usr/bin/" + words.get(0) + "\n" : Marks.ANYTHING;
      }
      case "man" ->
          Arguments.of(words, "PHMSs", java.util.Set.of("pager", "html"))
              .values("P", "pager", "H", "html")
              .forEach(text -> shell.runApart(text, List.of(), null));
      case "pwd" -> {
        return shell.scope().folder() + "\n";
      }
      default -> {
        return Marks.ANYTHING;
      }
    }
    return "";
  }

  /** Without names, or with {@code -p}, they show variables. */
  private static String listed(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    Arguments arguments = Arguments.of(words, "", java.util.Set.of());
    if (invocation.program().equals("set") && !words.isEmpty()) {
      set(words, shell);
      return "";
    }
    if (arguments.has("p")) {
      arguments.operands().stream()
          .filter(Printed::isSecret)
          .forEach(name -> shell.report(Printed.act(name)));
    }
    return arguments.operands().isEmpty() ? Printed.ENVIRONMENT : "";
  }

  private static String echo(List<String> words) {
    int from = 0;
    boolean escapes = false;
    boolean line = true;
    while (from < words.size() && words.get(from).matches("-[neE]+|-r")) {
      escapes |= words.get(from).indexOf('e') > 0;
      line &= words.get(from).indexOf('n') < 0;
      from++;
    }
    String text = Marks.plain(String.join(" ", words.subList(from, words.size())));
    return (escapes ? AnsiQuotes.decode(text) : text) + (line ? "\n" : "");
  }

  private static String toVariable(List<String> words, Shell shell) {
    if (words.size() > 2) {
      shell.scope().set(words.get(1), new PrintFormat(words.subList(2, words.size())).text());
    }
    return "";
  }

  private static void cd(List<String> words, Shell shell) {
    List<String> operands = Arguments.of(words, "", java.util.Set.of()).operands();
    shell.scope().set("OLDPWD", shell.scope().folder());
    shell.scope().enter(shell.path(operands.isEmpty() ? "~" : operands.get(0)));
  }

  private static void alias(String word, Shell shell) {
    int equals = word.indexOf('=');
    if (equals > 0) {
      shell.scope().alias(word.substring(0, equals), word.substring(equals + 1));
    }
  }

  private static void set(List<String> words, Shell shell) {
    int from = 0;
    while (from < words.size() && words.get(from).matches("[-+]\\w+")) {
      from += words.get(from).endsWith("o") ? 2 : 1;
    }
    if (from < words.size()) {
      int start = words.get(from).equals("--") ? from + 1 : from;
      shell.scope().setPositional(words.subList(start, words.size()));
    }
  }

  private static void read(Invocation invocation, Shell shell) {
    List<String> names =
        Arguments.of(invocation.arguments(), "pndu", java.util.Set.of()).operands();
    if (!invocation.program().equals("read")) {
      shell
          .scope()
          .setAll(
              names.isEmpty() ? "MAPFILE" : names.get(0), invocation.inputText().lines().toList());
      return;
    }
    String input = invocation.input();
    String line =
        input == null || input.isEmpty() ? Marks.ANYTHING : input.lines().findFirst().orElse("");
    String[] fields = line.strip().split("\\s+", Math.max(1, names.size()));
    for (int i = 0; i < names.size(); i++) {
      shell.scope().set(names.get(i), i < fields.length ? fields[i] : "");
    }
    if (names.isEmpty()) {
      shell.scope().set("REPLY", line);
    }
  }
}
