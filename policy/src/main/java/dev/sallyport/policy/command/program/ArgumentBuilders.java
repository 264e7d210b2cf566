package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code xargs} and {@code parallel}: they make arguments of what they read. */
final class ArgumentBuilders {
  private static final int MOST = 24;

  private ArgumentBuilders() {}

  static String xargs(Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.leading(
            invocation.arguments(),
            "adEILnPsJR",
            Set.of(
                "arg-file",
                "delimiter",
                "max-args",
                "max-lines",
                "max-procs",
                "replace",
                "max-chars"));
    List<String> command = new ArrayList<>(arguments.operands());
    String input = invocation.inputText();
    for (String file : arguments.values("a", "arg-file")) {
      shell.file(dev.sallyport.policy.command.Act.Access.READ, file, "xargs");
      input = shell.text(file).orElse(Marks.ANYTHING);
    }
    List<String> read =
        input.isBlank() ? List.of() : List.of(input.strip().replace("\0", "\n").split("\\s+"));
    String place =
        arguments.value("I", "replace", "J").map(text -> text.isEmpty() ? "{}" : text).orElse("");
    StringBuilder output = new StringBuilder();
    if (place.isEmpty() && !arguments.has("n", "L", "max-args")) {
      command.addAll(read);
      return shell.start(command, Map.of(), null);
    }
    if (place.isEmpty()) {
      List<String> all = new ArrayList<>(command);
      all.addAll(read);
      output.append(shell.start(all, Map.of(), null));
    }
    List<String> lines = place.isEmpty() ? read : input.strip().lines().toList();
    for (String item : lines.stream().limit(MOST).toList()) {
      List<String> one = new ArrayList<>();
      command.forEach(word -> one.add(place.isEmpty() ? word : word.replace(place, item)));
      if (place.isEmpty()) {
        one.add(item);
      }
      output.append(shell.start(one, Map.of(), null));
    }
    return output.toString();
  }

  static String parallel(Invocation invocation, Shell shell) {
    List<String> words =
        Arguments.leading(
                invocation.arguments(), "jaNnI", Set.of("jobs", "arg-file", "delay", "colsep"))
            .operands();
    int given = words.indexOf(":::");
    List<String> command = given < 0 ? words : words.subList(0, given);
    List<String> items =
        given < 0
            ? invocation.inputText().strip().lines().toList()
            : words.subList(given + 1, words.size());
    String line = String.join(" ", command);
    for (String item : items.stream().limit(MOST).toList()) {
      String one =
          line.isBlank()
              ? item
              : line.contains("{}") ? line.replace("{}", item) : line + " " + item;
      shell.runApart(one, List.of(), null);
    }
    return Marks.ANYTHING;
  }
}
