package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act.Access;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Programs that pack and unpack: what goes in is read, what is named on the way out is written. */
final class Archives {
  private static final Set<String> VALUED =
      Set.of(
          "file",
          "directory",
          "exclude",
          "transform",
          "strip-components",
          "files-from",
          "to-command",
          "checkpoint-action",
          "use-compress-program");

  private final Invocation invocation;
  private final Shell shell;

  private Archives(Invocation invocation, Shell shell) {
    this.invocation = invocation;
    this.shell = shell;
  }

  static boolean knows(String name) {
    return Set.of("tar", "gtar", "bsdtar", "unzip", "bsdunzip", "7z", "7za", "7zz", "unrar", "unar")
        .contains(name);
  }

  static String start(Invocation invocation, Shell shell) {
    Archives archives = new Archives(invocation, shell);
    if (invocation.program().endsWith("tar")) {
      archives.tar();
    } else if (invocation.program().endsWith("unzip")) {
      archives.unzip();
    } else {
      archives.seven();
    }
    return Marks.ANYTHING;
  }

  /** The first word may be options without a dash, whose values follow in their order. */
  private void tar() {
    List<String> words = new ArrayList<>(invocation.arguments());
    if (words.isEmpty()) {
      return;
    }
    List<String> after = new ArrayList<>(words);
    if (!words.get(0).startsWith("-")) {
      after = dashed(words);
    }
    Arguments arguments = Arguments.of(after, "fCTXbIK", VALUED);
    arguments
        .values("checkpoint-action")
        .forEach(
            action -> {
              if (action.startsWith("exec=")) {
                shell.runApart(action.substring(5), List.of(), null);
              }
            });
    for (String program : arguments.values("I", "to-command", "use-compress-program", "F")) {
      shell.runApart(program, List.of(), null);
    }
    arguments.values("T", "files-from").forEach(this::read);
    String folder = arguments.value("C", "directory", "cd").orElse("");
    if (arguments.has("x", "extract", "get")) {
      if (!arguments.has("O", "to-stdout", "to-command")) {
        unpack(folder, arguments.operands());
      }
    } else if (!arguments.has("t", "list", "d", "diff", "compare")) {
      arguments.operands().forEach(file -> read(folder.isEmpty() ? file : folder + "/" + file));
    }
  }

  private static List<String> dashed(List<String> words) {
    List<String> all = new ArrayList<>();
    int at = 1;
    for (char letter : words.get(0).toCharArray()) {
      all.add("-" + letter);
      if ("fCTXbIK".indexOf(letter) >= 0 && at < words.size()) {
        all.add(words.get(at++));
      }
    }
    all.addAll(words.subList(at, words.size()));
    return all;
  }

  private void unzip() {
    Arguments arguments = Arguments.of(invocation.arguments(), "dP", Set.of());
    if (!arguments.has("l", "t", "v", "Z", "z", "p", "c") && !arguments.operands().isEmpty()) {
      List<String> operands = arguments.operands();
      unpack(arguments.value("d").orElse(""), operands.subList(1, operands.size()));
    }
  }

  private void seven() {
    List<String> words = invocation.arguments();
    Arguments arguments = Arguments.of(words, "o", Set.of());
    List<String> operands = arguments.operands();
    if (operands.size() > 1 && Set.of("x", "e").contains(operands.get(0))) {
      if (!words.contains("-so")) {
        unpack(arguments.value("o").orElse(""), operands.subList(2, operands.size()));
      }
    } else if (!operands.isEmpty() && Set.of("a", "u").contains(operands.get(0))) {
      operands.stream().skip(2).forEach(this::read);
    }
  }

  private void read(String file) {
    shell.file(Access.READ, file, invocation.program());
  }

  /** What an archive holds is not known; a folder of one thing tells what would come there. */
  private void unpack(String folder, List<String> members) {
    String in = folder.isEmpty() ? "" : folder + "/";
    members.forEach(file -> shell.file(Access.WRITE, in + file, invocation.program()));
    if (!members.isEmpty() || folder.isEmpty()) {
      return;
    }
    String path = shell.path(folder);
    if (path.endsWith("/migrations")) {
      write(path + "/" + Marks.STAR + "/migration.sql");
    } else if (path.contains("/migrations/")) {
      write(path + "/migration.sql");
    } else if (path.endsWith("/.claude")) {
      write(path + "/settings.json");
    }
  }

  private void write(String path) {
    shell.file(Access.WRITE, path, invocation.program());
  }
}
