package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.Act.Access;
import dev.sallyport.policy.command.Act.Loss;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Git, where it puts files back or throws work away. What is named is told as it is; what is thrown
 * away by the folder is a loss only if something is there.
 */
final class GitFiles {
  private static final String FROM_FILE = "pathspec-from-file";
  private static final Set<String> VALUED =
      Set.of(FROM_FILE, "source", "orphan", "conflict", "message", "exclude", "create");

  private final String command;
  private final Invocation invocation;
  private final Shell shell;
  private final Arguments arguments;

  /** What stands before {@code --}, without the options; all of it where there is none. */
  private final List<String> before;

  /** What stands behind {@code --}, and in a file of names. */
  private final List<String> behind = new ArrayList<>();

  private final boolean parted;

  private GitFiles(String command, List<String> words, Invocation invocation, Shell shell) {
    this.command = command;
    this.invocation = invocation;
    this.shell = shell;
    int end = words.indexOf("--");
    this.parted = end >= 0;
    this.arguments = Arguments.of(parted ? words.subList(0, end) : words, letters(command), VALUED);
    this.before = arguments.operands();
    if (parted) {
      behind.addAll(words.subList(end + 1, words.size()));
    }
    arguments.values(FROM_FILE).forEach(this::named);
  }

  private static String letters(String command) {
    return switch (command) {
      case "checkout" -> "bB";
      case "switch" -> "cC";
      case "restore" -> "s";
      case "clean" -> "e";
      case "stash" -> "m";
      default -> "";
    };
  }

  private void named(String file) {
    String text = file.equals("-") ? invocation.inputText() : shell.text(file).orElse("");
    text.replace('\0', '\n').lines().filter(line -> !line.isBlank()).forEach(behind::add);
  }

  static void start(String command, List<String> words, Invocation invocation, Shell shell) {
    GitFiles files = new GitFiles(command, words, invocation, shell);
    switch (command) {
      case "checkout" -> files.checkout();
      case "restore" -> files.restore();
      case "switch" -> files.changed(files.arguments.has("f", "force", "discard-changes"));
      case "reset" -> files.changed(files.arguments.has("hard"));
      case "clean" -> files.clean();
      case "stash" -> files.stash();
      default -> files.back(all(files.before, files.behind));
    }
  }

  /** Without {@code --}, the first word is a commit or a file. */
  private void checkout() {
    if (arguments.has("b", "B", "orphan", "d", "detach", "t", "track", "p", "patch")) {
      return;
    }
    boolean first = !before.isEmpty();
    boolean files = parted || before.size() > 1 || !behind.isEmpty();
    if (!files) {
      back(before);
      changed(arguments.has("f", "force"));
      return;
    }
    List<String> paths = first ? all(before.subList(1, before.size()), behind) : behind;
    if (first && !parted) {
      back(before.subList(0, 1));
    }
    if (first && isOther(before.get(0))) {
      replaced(paths);
    } else {
      back(paths);
    }
  }

  private void restore() {
    boolean index = arguments.has("S", "staged") && !arguments.has("W", "worktree");
    if (index || arguments.has("p", "patch")) {
      return;
    }
    List<String> paths = all(before, behind);
    if (arguments.value("s", "source").filter(GitFiles::isOther).isPresent()) {
      replaced(paths);
    } else {
      back(paths);
    }
  }

  private static boolean isOther(String commit) {
    return !commit.equals("HEAD") && !commit.equals("@");
  }

  private void clean() {
    if (!arguments.has("f", "force") || arguments.has("n", "dry-run", "i", "interactive")) {
      return;
    }
    List<String> paths = paths(all(before, behind));
    boolean deep = arguments.has("d") || !paths.isEmpty();
    Loss loss = deep ? Loss.NEW_FOLDERS : Loss.NEW_FILES;
    if (arguments.has("X")) {
      loss = Loss.IGNORED;
    } else if (arguments.has("x")) {
      loss = Loss.IGNORED_TOO;
    }
    discard(loss, paths.isEmpty() ? List.of(shell.path(".")) : paths);
  }

  /** A stash keeps what it takes; taking a valuable file by its name is worth a question. */
  private void stash() {
    boolean push = before.isEmpty() || Set.of("push", "save").contains(before.get(0));
    if (push) {
      boolean words = before.isEmpty() || before.get(0).equals("save");
      List<String> named = words ? behind : all(before.subList(1, before.size()), behind);
      paths(named).forEach(path -> shell.file(Access.REVERT, path, "git stash"));
    }
  }

  private void changed(boolean given) {
    if (given) {
      discard(Loss.CHANGES, List.of());
    }
  }

  private void back(List<String> named) {
    List<String> paths = paths(named);
    paths.forEach(path -> shell.file(Access.REVERT, path, "git " + command));
    if (!paths.isEmpty()) {
      discard(Loss.CHANGES, paths);
    }
  }

  private void replaced(List<String> named) {
    paths(named).forEach(path -> shell.file(Access.REPLACE, path, "git " + command));
  }

  private void discard(Loss loss, List<String> paths) {
    shell.report(new Act.Discard(loss, shell.path("."), paths, invocation.line()));
  }

  /** Git's own patterns, and words such as {@code :/} in front, are taken as if from here. */
  private List<String> paths(List<String> named) {
    return named.stream()
        .filter(path -> !path.startsWith(":!") && !path.startsWith(":^"))
        .map(path -> path.replaceFirst("^:(/|\\([^)]*\\))", ""))
        .map(path -> shell.path(path.replace('*', Marks.STAR).replace('?', Marks.ONE)))
        .toList();
  }

  private static List<String> all(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
