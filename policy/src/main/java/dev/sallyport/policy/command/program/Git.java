package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act.Access;
import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Git, where it removes or shows files and where it starts programs. Words in messages are words.
 */
final class Git {
  private static final Set<String> VALUED =
      Set.of(
          "git-dir",
          "work-tree",
          "namespace",
          "exec",
          "source",
          "tree-filter",
          "index-filter",
          "msg-filter",
          "message",
          "author",
          "date",
          "extcmd",
          "onto",
          "strategy",
          "file");

  private final Invocation invocation;
  private final Shell shell;

  private Git(Invocation invocation, Shell shell) {
    this.invocation = invocation;
    this.shell = shell;
  }

  static String start(Invocation invocation, Shell shell) {
    return new Git(invocation, shell).run();
  }

  private String run() {
    Arguments global = Arguments.leading(invocation.arguments(), "cC", VALUED);
    global.values("C").forEach(folder -> shell.scope().enter(shell.path(folder)));
    for (String setting : global.values("c")) {
      int equals = setting.indexOf('=');
      if (equals > 0) {
        setting(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    List<String> rest = global.operands();
    if (rest.isEmpty()) {
      return Marks.ANYTHING;
    }
    command(rest.get(0), rest.subList(1, rest.size()));
    return rest.get(0).matches("diff|log|format-patch")
        ? Marks.ANYTHING + heads(rest.subList(1, rest.size()))
        : Marks.ANYTHING;
  }

  /** What a reader of the patch is told: which files it is about. */
  private static String heads(List<String> words) {
    StringBuilder heads = new StringBuilder();
    for (String word : words) {
      if (!word.startsWith("-") && Marks.known(word)) {
        heads.append("\n+++ b/").append(word).append('\n');
      }
    }
    return heads.toString();
  }

  /** Settings that name programs, and aliases that are commands. */
  private void setting(String name, String value) {
    if (value.startsWith("!")) {
      shell.runApart(value.substring(1), List.of(), null);
    } else if (name.matches(
        "(?i)core\\.(pager|editor|sshcommand|fsmonitor)|.*\\.(textconv|cmd|external|clean|smudge)|pager\\..*|sequence\\.editor")) {
      shell.runApart(value, List.of(), null);
    }
  }

  private void command(String command, List<String> words) {
    Arguments arguments = Arguments.of(words, "xmsFC", VALUED);
    switch (command) {
      case "rm" -> arguments.operands().forEach(file -> removed(file, arguments));
      case "mv" -> FileTools.start(asProgram("mv", words), shell);
      case "show", "cat-file", "diff", "blame", "annotate", "log" ->
          arguments.operands().forEach(this::shown);
      case "stash" -> {
        if (arguments.operand(0).equals("show")) {
          arguments.operands().forEach(this::shown);
        }
        GitFiles.start(command, words, invocation, shell);
      }
      case "config" -> config(arguments.operands());
      case "rebase" ->
          arguments.values("x", "exec").forEach(text -> shell.runApart(text, List.of(), null));
      case "filter-branch", "difftool" ->
          arguments
              .values("tree-filter", "index-filter", "msg-filter", "x", "extcmd")
              .forEach(text -> shell.runApart(text, List.of(), null));
      case "bisect" -> {
        if (words.size() > 1 && words.get(0).equals("run")) {
          shell.start(words.subList(1, words.size()), Map.of(), null);
        }
      }
      case "submodule" -> {
        int each = words.indexOf("foreach");
        if (each >= 0) {
          shell.runApart(String.join(" ", words.subList(each + 1, words.size())), List.of(), null);
        }
      }
      case "restore", "checkout", "switch", "reset", "clean", "checkout-index" ->
          GitFiles.start(command, words, invocation, shell);
      case "apply", "am" -> Patches.git(words, invocation, shell);
      case "hash-object" -> arguments.operands().forEach(this::shown);
      case "add", "stage" -> {
        if (arguments.has("f", "force")) {
          arguments.operands().forEach(this::shown);
        }
      }
      case "grep" -> arguments.operands().stream().skip(1).forEach(this::shown);
      default -> {}
    }
  }

  private void removed(String file, Arguments arguments) {
    if (!arguments.has("cached", "n", "dry-run")) {
      shell.file(Access.REMOVE, file, "git rm");
    }
  }

  private void shown(String operand) {
    int colon = operand.indexOf(':');
    shell.file(Access.READ, colon >= 0 ? operand.substring(colon + 1) : operand, "git show");
  }

  private void config(List<String> operands) {
    if (operands.size() > 1) {
      setting(operands.get(0), operands.get(1));
    }
  }

  private Invocation asProgram(String program, List<String> words) {
    return new Invocation(program, program, new ArrayList<>(words), Map.of(), invocation.input());
  }
}
