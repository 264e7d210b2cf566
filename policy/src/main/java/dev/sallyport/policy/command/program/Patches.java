package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act.Access;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Paths;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Patches: the files that they change, where their text is known. */
final class Patches {
  private static final Pattern NAMED =
      Pattern.compile(
          "(?m)^(?:(?:---|\\+\\+\\+|rename to|rename from|copy to) ([^\\t\\n]+)"
              + "|diff --git (\\S+) (\\S+)$)");

  private final Invocation invocation;
  private final Shell shell;
  private final Set<String> files = new LinkedHashSet<>();

  private Patches(Invocation invocation, Shell shell) {
    this.invocation = invocation;
    this.shell = shell;
  }

  /** {@code git apply} and {@code git am}: files of patches, or standard input. */
  static void git(List<String> words, Invocation invocation, Shell shell) {
    Arguments arguments = Arguments.of(words, "pC", Set.of("directory", "include", "exclude"));
    if (!arguments.has("check", "stat", "numstat", "summary", "cached", "abort", "apply")
        || arguments.has("apply")) {
      Patches patches = new Patches(invocation, shell);
      int strip = number(arguments, 1);
      patches.texts(arguments.operands()).forEach(text -> patches.read(text, strip));
      patches.write(arguments.value("directory").map(folder -> folder + "/").orElse(""));
    }
  }

  /** {@code patch}: the file may be named, the patch is an operand, an option or the input. */
  static void patch(Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.of(
            invocation.arguments(), "dipro", Set.of("directory", "input", "strip", "output"));
    if (arguments.has("dry-run", "C", "check")) {
      return;
    }
    List<String> operands = arguments.operands();
    List<String> from = new ArrayList<>(arguments.values("i", "input"));
    if (operands.size() > 1) {
      from.add(operands.get(1));
    }
    Patches patches = new Patches(invocation, shell);
    if (!operands.isEmpty()) {
      patches.files.add(operands.get(0));
    }
    patches.files.addAll(arguments.values("o", "output"));
    int strip = number(arguments, -1);
    patches.texts(from).forEach(text -> patches.read(text, strip));
    patches.write(arguments.value("d", "directory").map(folder -> folder + "/").orElse(""));
  }

  private static int number(Arguments arguments, int otherwise) {
    String given = arguments.value("p", "strip").orElse("");
    return given.matches("\\d") ? Integer.parseInt(given) : otherwise;
  }

  private List<String> texts(List<String> named) {
    if (named.isEmpty() || named.contains("-")) {
      return List.of(invocation.inputText());
    }
    List<String> texts = new ArrayList<>();
    for (String file : named) {
      shell.file(Access.READ, file, invocation.program());
      shell.text(file).ifPresent(texts::add);
    }
    return texts;
  }

  /** Without a number, {@code patch} takes the last step of the name. */
  private void read(String text, int strip) {
    Matcher named = NAMED.matcher(text);
    while (named.find()) {
      for (int group = 1; group <= named.groupCount(); group++) {
        String path = named.group(group);
        if (path != null && !path.equals("/dev/null") && Marks.known(path)) {
          boolean whole = named.group().startsWith("rename") || named.group().startsWith("copy");
          files.add(strip < 0 ? Paths.name(path) : stripped(path.strip(), whole ? 0 : strip));
        }
      }
    }
  }

  private static String stripped(String path, int steps) {
    String rest = path;
    for (int i = 0; i < steps && rest.indexOf('/') >= 0; i++) {
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return rest;
  }

  private void write(String folder) {
    for (String file : files) {
      shell.file(Access.WRITE, file.startsWith("/") ? file : folder + file, invocation.program());
    }
  }
}
