package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Programs whose output can be told from what they read. */
final class Filters {
  private Filters() {}

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    return switch (invocation.program()) {
      case "cat", "head", "tail", "tac", "sort", "uniq", "gunzip", "zcat" ->
          contents(invocation, shell);
      case "base64" -> base64(invocation, shell, words);
      case "openssl" -> openssl(invocation, words, shell);
      case "tr" -> Translation.of(words, invocation.inputText());
      case "rev" -> reversed(invocation.inputText());
      case "xxd" ->
          words.stream().anyMatch(word -> word.matches("-\\w*r\\w*"))
              ? hex(invocation.inputText())
              : Readers.start(invocation, shell);
      case "tee" -> tee(invocation, shell);
      case "find" -> new Find(invocation, shell).run();
      case "sed", "gsed" -> StreamEditors.sed(invocation, shell);
      case "awk", "gawk", "mawk" -> StreamEditors.awk(invocation, shell);
      case "curl", "wget" -> Downloads.start(invocation, shell);
      default -> Marks.ANYTHING;
    };
  }

  /** Files' texts in order, or what is read. */
  private static String contents(Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.of(
            invocation.arguments(),
            switch (invocation.program()) {
              case "head", "tail" -> "nc";
              case "sort" -> "koSTt";
              case "uniq" -> "fsw";
              default -> "";
            },
            Set.of("lines", "bytes", "output", "key", "field-separator"));
    written(arguments, invocation, shell);
    StringBuilder text = new StringBuilder();
    for (String operand : arguments.operands()) {
      if (operand.equals("-")) {
        text.append(invocation.inputText());
      } else {
        shell.file(Act.Access.READ, operand, invocation.program());
        text.append(shell.text(operand).orElse(Marks.ANYTHING));
      }
    }
    if (arguments.operands().isEmpty()) {
      text.append(invocation.inputText());
    }
    boolean packed = invocation.program().contains("z");
    return packed ? Marks.ANYTHING : text.toString();
  }

  private static void written(Arguments arguments, Invocation invocation, Shell shell) {
    if (invocation.program().equals("sort")) {
      arguments
          .values("o", "output")
          .forEach(file -> shell.file(Act.Access.WRITE, file, "sort -o"));
    } else if (invocation.program().equals("uniq") && arguments.operands().size() > 1) {
      shell.file(Act.Access.WRITE, arguments.operand(1), "uniq");
    }
  }

  private static String openssl(Invocation invocation, List<String> words, Shell shell) {
    int in = words.indexOf("-in");
    if (in >= 0 && in + 1 < words.size()) {
      shell.file(Act.Access.READ, words.get(in + 1), "openssl");
    }
    return words.contains("base64") || words.contains("-base64") || words.contains("-a")
        ? base64(invocation, shell, List.of(words.contains("-d") ? "-d" : ""))
        : Marks.ANYTHING;
  }

  private static String base64(Invocation invocation, Shell shell, List<String> words) {
    Arguments arguments = Arguments.of(words, "wib", Set.of("wrap", "input"));
    String text = invocation.inputText();
    for (String operand : arguments.operands()) {
      shell.file(Act.Access.READ, operand, "base64");
      text = shell.text(operand).orElse(Marks.ANYTHING);
    }
    if (!Marks.known(text)) {
      return Marks.ANYTHING;
    }
    if (!arguments.has("d", "D", "decode")) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\n";
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.strip());
      return Marks.clean(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Marks.ANYTHING;
    }
  }

  private static String reversed(String text) {
    StringBuilder all = new StringBuilder();
    text.lines().forEach(line -> all.append(new StringBuilder(line).reverse()).append('\n'));
    return all.toString();
  }

  private static String hex(String text) {
    String digits = text.replaceAll("[^0-9a-fA-F]", "");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i + 1 < digits.length(); i += 2) {
      all.append((char) Integer.parseInt(digits.substring(i, i + 2), 16));
    }
    return all.toString();
  }

  private static String tee(Invocation invocation, Shell shell) {
    for (String operand : Arguments.of(invocation.arguments(), "", Set.of()).operands()) {
      if (!operand.startsWith("/dev/")) {
        shell.file(Act.Access.WRITE, operand, "tee");
        shell.wrote(operand, invocation.inputText());
      }
    }
    return invocation.inputText();
  }
}
