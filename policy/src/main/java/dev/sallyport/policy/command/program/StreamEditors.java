package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code sed} and {@code awk}: files they read and write, commands they start. */
final class StreamEditors {
  private static final Pattern EXECUTES =
      Pattern.compile("s(.).*?\\1(.*?)\\1[gIp0-9]*e|(?:^|[;\\n])\\s*\\d*\\s*e\\s+(.+)");

  private StreamEditors() {}

  static String sed(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    Arguments arguments = Arguments.of(words, "efl", Set.of("expression", "file"));
    List<String> scripts = new ArrayList<>(arguments.values("e", "expression"));
    List<String> files = new ArrayList<>(arguments.operands());
    if (scripts.isEmpty() && !arguments.has("f", "file") && !files.isEmpty()) {
      scripts.add(files.remove(0));
    }
    boolean inPlace = words.stream().anyMatch(word -> word.matches("-[nrEsz]*i.*|--in-place.*"));
    if (inPlace && !files.isEmpty() && files.get(0).isEmpty()) {
      files.remove(0);
    }
    for (String file : files) {
      shell.file(Act.Access.READ, file, "sed");
      if (inPlace) {
        shell.file(Act.Access.WRITE, file, "sed -i");
      }
    }
    for (String script : scripts) {
      Matcher executes = EXECUTES.matcher(script);
      while (executes.find()) {
        String command = executes.group(2) == null ? executes.group(3) : executes.group(2);
        shell.runApart(command, List.of(), null);
        if (command.matches("(?s).*(&|\\\\\\d).*")) {
          shell.runApart(
              files.isEmpty() ? invocation.inputText() : texts(files, shell), List.of(), null);
        }
      }
    }
    String text = files.isEmpty() ? invocation.inputText() : texts(files, shell);
    return follows(text, scripts);
  }

  private static String texts(List<String> files, Shell shell) {
    StringBuilder text = new StringBuilder();
    files.forEach(file -> text.append(shell.text(file).orElse(Marks.ANYTHING)));
    return text.toString();
  }

  /** A plain replacement in known text can be told. */
  private static String follows(String input, List<String> scripts) {
    if (scripts.size() == 1 && Marks.known(input)) {
      Matcher plain =
          Pattern.compile("s([/|#,])([\\w .:-]*)\\1([\\w .:-]*)\\1g?").matcher(scripts.get(0));
      if (plain.matches() && !plain.group(2).isEmpty()) {
        return input.replace(plain.group(2), plain.group(3));
      }
    }
    return ours(input);
  }

  /** That Sallyport is meant survives what can't be told. */
  static String ours(String input) {
    return Marks.ANYTHING + (input.contains("sallyport") ? "sallyport" : "");
  }

  static String awk(Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.of(invocation.arguments(), "fvFi", Set.of("file", "assign", "field-separator"));
    List<String> files = new ArrayList<>(arguments.operands());
    if (!arguments.has("f", "file") && !files.isEmpty()) {
      String program = files.remove(0);
      if (program.matches("(?s).*(system|\\||getline).*")) {
        Literals.in(program).all().forEach(text -> shell.runApart(text, List.of(), null));
      }
    }
    boolean inPlace = arguments.values("i").contains("inplace");
    for (String file : files) {
      shell.file(Act.Access.READ, file, "awk");
      if (inPlace) {
        shell.file(Act.Access.WRITE, file, "awk -i inplace");
      }
    }
    return ours(invocation.inputText());
  }
}
