package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Shell;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The recipes of the targets that {@code make} would run, where its file is plain enough. */
final class Makefile {
  private static final int MOST_TARGETS = 40;

  private final Invocation invocation;
  private final Shell shell;
  private final Set<String> done = new HashSet<>();

  Makefile(Invocation invocation, Shell shell) {
    this.invocation = invocation;
    this.shell = shell;
  }

  void run() {
    Arguments arguments =
        Arguments.of(invocation.arguments(), "CfjloWI", Set.of("file", "directory", "makefile"));
    if (arguments.has("n", "dry-run", "just-print", "help", "version", "v", "list")) {
      return;
    }
    Optional<String> text = text(arguments);
    List<String> targets =
        arguments.operands().stream().filter(word -> word.indexOf('=') < 0).toList();
    for (String target : targets) {
      if (text.isEmpty() && DangerousNames.suggests(target)) {
        shell.doubt(
            "nobody can tell here what `"
                + invocation.line()
                + "` runs, and its name speaks of"
                + " loss",
            "run the commands of the target one by one");
      }
    }
    text.ifPresentOrElse(
        file -> (targets.isEmpty() ? first(file) : targets).forEach(name -> target(name, file)),
        () -> shell.report(new Act.Unknown(invocation.line())));
  }

  private Optional<String> text(Arguments arguments) {
    String folder = arguments.value("C", "directory").map(name -> name + "/").orElse("");
    Optional<String> named = arguments.value("f", "file", "makefile");
    if (named.isPresent() && named.get().equals("-")) {
      return Optional.ofNullable(invocation.input());
    }
    if (named.isPresent()) {
      return shell.text(folder + named.get());
    }
    for (String name : List.of("GNUmakefile", "makefile", "Makefile", "justfile", "Justfile")) {
      Optional<String> text = shell.text(folder + name);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  private static List<String> first(String file) {
    return file.lines()
        .filter(line -> line.matches("[A-Za-z0-9_-][^:=#]*:([^=].*)?"))
        .limit(1)
        .map(line -> line.substring(0, line.indexOf(':')).strip())
        .toList();
  }

  private void target(String name, String file) {
    if (!done.add(name) || done.size() > MOST_TARGETS) {
      return;
    }
    boolean inside = false;
    StringBuilder recipe = new StringBuilder();
    for (String line : file.split("\n", -1)) {
      if (inside && (line.startsWith("\t") || line.startsWith("  "))) {
        recipe.append(line.strip().replaceFirst("^[@+-]+", "").replace("$$", "$")).append('\n');
      } else if (!line.isBlank()) {
        inside = line.matches(java.util.regex.Pattern.quote(name) + "\\s*:([^=].*)?");
        if (inside) {
          String needs = line.substring(line.indexOf(':') + 1).replaceFirst("#.*", "").strip();
          for (String need : needs.split("\\s+")) {
            target(need, file);
          }
        }
      }
    }
    shell.runApart(variables(recipe.toString(), file), List.of(), null);
  }

  private static String variables(String recipe, String file) {
    String text = recipe;
    for (String line : file.split("\n", -1)) {
      if (line.matches("[A-Za-z_]\\w*\\s*[:?]?=.*")) {
        String name = line.split("\\s*[:?]?=", 2)[0];
        String value = line.split("=", 2)[1].strip();
        text = text.replace("$(" + name + ")", value).replace("${" + name + "}", value);
      }
    }
    return text;
  }
}
