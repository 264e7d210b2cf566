package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Shell;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of the tasks that go-task would run, where its file is plain enough. */
final class Taskfile {
  private static final int MOST_TASKS = 40;
  private static final List<String> NAMES =
      List.of("Taskfile.yml", "taskfile.yml", "Taskfile.yaml", "taskfile.yaml");
  private static final Pattern NAMED = Pattern.compile("( {1,8})['\"]?([\\w:.-]+)['\"]?:\\s*(.*)");
  private static final Pattern COMMAND =
      Pattern.compile("\\s*(?:- )?\\s*(?:(cmd|cmds|task|deps):)?\\s*(.*)");

  private final Invocation invocation;
  private final Shell shell;
  private final Set<String> done = new HashSet<>();

  Taskfile(Invocation invocation, Shell shell) {
    this.invocation = invocation;
    this.shell = shell;
  }

  void run() {
    Arguments arguments =
        Arguments.of(invocation.arguments(), "dtCo", Set.of("dir", "taskfile", "concurrency"));
    if (arguments.has("n", "dry", "l", "list", "a", "list-all", "summary", "status", "version")) {
      return;
    }
    Optional<String> text =
        arguments
            .value("t", "taskfile")
            .map(shell::text)
            .orElseGet(() -> NAMES.stream().map(shell::text).flatMap(Optional::stream).findFirst());
    for (String name : arguments.operands().isEmpty() ? List.of("default") : arguments.operands()) {
      if (text.isPresent()) {
        task(name, text.get());
      } else if (DangerousNames.suggests(name)) {
        shell.doubt(
            "nobody can tell here what `"
                + invocation.line()
                + "` runs, and its name speaks of loss",
            "run the commands of the task one by one");
      } else {
        shell.report(new Act.Unknown(invocation.line()));
      }
    }
  }

  private void task(String name, String file) {
    if (!done.add(name) || done.size() > MOST_TASKS) {
      return;
    }
    StringBuilder commands = new StringBuilder();
    int depth = -1;
    for (String line : file.split("\n", -1)) {
      int indent = line.length() - line.stripLeading().length();
      Matcher named = NAMED.matcher(line);
      if (depth >= 0 && !line.isBlank() && indent <= depth) {
        depth = -1;
      }
      if (depth >= 0) {
        add(line, commands, file);
      } else if (named.matches() && named.group(2).equals(name)) {
        depth = indent;
        add(named.group(3), commands, file);
      }
    }
    shell.runApart(commands.toString(), List.of(), null);
  }

  private void add(String line, StringBuilder commands, String file) {
    Matcher command = COMMAND.matcher(line);
    if (!command.matches() || line.stripLeading().startsWith("#")) {
      return;
    }
    String text = command.group(2).strip().replaceFirst("^(['\"])(.*)\\1$", "$2");
    String key = String.valueOf(command.group(1));
    if (key.equals("task") || key.equals("deps")) {
      for (String other : text.split("[\\[\\], {}]+", -1)) {
        task(other, file);
      }
    } else if (line.stripLeading().startsWith("- ") || key.startsWith("cmd")) {
      commands.append(text.matches("[|>][-+]?") ? "" : text).append('\n');
    } else if (!text.matches("[\\w-]+:.*")) {
      commands.append(text).append('\n');
    }
  }
}
