package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Package managers for Node: the programs and scripts that they start. */
final class NodeRunners {
  private static final Set<String> VALUED =
      Set.of(
          "package",
          "call",
          "prefix",
          "workspace",
          "filter",
          "cwd",
          "dir",
          "shell",
          "loglevel",
          "scope",
          "userconfig",
          "registry",
          "concurrency");
  private static final Set<String> EXEC = Set.of("exec", "x", "dlx", "execute");

  /** Commands of npm, pnpm, yarn and bun that are no scripts. */
  private static final Set<String> OWN =
      Set.of(
          "add",
          "remove",
          "rm",
          "uninstall",
          "upgrade",
          "update",
          "outdated",
          "audit",
          "list",
          "ls",
          "why",
          "info",
          "view",
          "pack",
          "publish",
          "link",
          "unlink",
          "config",
          "cache",
          "init",
          "create",
          "version",
          "help",
          "login",
          "logout",
          "whoami",
          "search",
          "dedupe",
          "prune",
          "root",
          "bin",
          "import",
          "store",
          "patch",
          "licenses",
          "doctor",
          "fund",
          "explain",
          "owner",
          "pkg",
          "token",
          "set",
          "get",
          "global",
          "up",
          "upgrade-interactive",
          "workspaces",
          "constraints",
          "plugin",
          "completion",
          "docs",
          "home",
          "repo",
          "bugs",
          "approve-builds",
          "self-update",
          "setup");

  private final Invocation invocation;
  private final Shell shell;

  private NodeRunners(Invocation invocation, Shell shell) {
    this.invocation = invocation;
    this.shell = shell;
  }

  static String start(Invocation invocation, Shell shell) {
    return new NodeRunners(invocation, shell).run();
  }

  private String run() {
    List<String> words = invocation.arguments();
    return switch (invocation.program()) {
      case "npx", "bunx", "pnpx" -> execute(words);
      case "nr" -> script(words);
      case "run-s", "run-p", "npm-run-all" -> scripts(words);
      case "nx", "turbo", "lerna" -> tasks(words);
      case "corepack" -> words.isEmpty() ? "" : shell.start(words, Map.of(), invocation.input());
      default -> manager(words);
    };
  }

  private String manager(List<String> words) {
    if (isCode(words)) {
      return Interpreters.start(invocation, shell);
    }
    Arguments arguments = Arguments.leading(words, "wCFc", VALUED);
    if (arguments.has("version", "v", "help")) {
      return "";
    }
    arguments.values("cwd", "dir", "prefix", "C").stream()
        .findFirst()
        .ifPresent(folder -> shell.scope().enter(shell.path(folder)));
    List<String> rest = arguments.operands();
    String command = rest.isEmpty() ? "install" : rest.get(0);
    List<String> after = rest.isEmpty() ? List.of() : rest.subList(1, rest.size());
    if (command.equals("explore") && words.contains("--") && !after.isEmpty()) {
      List<String> inside = words.subList(words.indexOf("--") + 1, words.size());
      boolean own = inside.size() > 1 && inside.get(0).equals("node");
      List<String> program = new java.util.ArrayList<>(own ? after.subList(0, 1) : List.of());
      program.addAll(own ? inside.subList(2, inside.size()) : inside);
      return program.isEmpty() ? "" : shell.start(program, Map.of(), invocation.input());
    }
    if (EXEC.contains(command)) {
      return execute(after);
    }
    return switch (command) {
      case "run", "run-script", "rum", "urn" -> script(after);
      case "install", "i", "ci", "install-test", "it" -> lifecycle(List.of("install", "prepare"));
      case "test", "t", "tst", "start", "stop", "restart" -> script(rest);
      case "workspace" -> after.size() < 2 ? "" : manager(after.subList(1, after.size()));
      case "workspaces", "recursive", "m", "-r" -> after.isEmpty() ? "" : manager(inner(after));
      case "node" -> shell.start(rest, Map.of(), invocation.input());
      default -> OWN.contains(command) ? Marks.ANYTHING : named(rest);
    };
  }

  /** Bun is an interpreter too. */
  private boolean isCode(List<String> words) {
    return invocation.program().equals("bun")
        && !words.isEmpty()
        && words.get(0).matches("-e|--eval|-p|--print|-|.*\\.[cm]?[jt]sx?");
  }

  private static List<String> inner(List<String> words) {
    return words.get(0).equals("foreach")
        ? Arguments.leading(
                words.subList(1, words.size()), "j", Set.of("include", "exclude", "from"))
            .operands()
        : words;
  }

  /** {@code yarn NAME}: a script, else a program of the project. */
  private String named(List<String> words) {
    PackageScripts scripts = PackageScripts.at(shell);
    if (scripts.has(words.get(0))) {
      return script(words);
    }
    return shell.start(words, Map.of(), invocation.input());
  }

  private String execute(List<String> words) {
    Arguments arguments = Arguments.leading(words, "pcw", VALUED);
    arguments
        .values("c", "call", "shell-mode")
        .forEach(text -> shell.runApart(Marks.plain(text), List.of(), null));
    List<String> rest = new ArrayList<>(arguments.operands());
    if (rest.isEmpty()) {
      return "";
    }
    rest.set(0, withoutVersion(rest.get(0)));
    return shell.start(rest, invocation.environment(), invocation.input());
  }

  /** {@code prisma@6} is prisma; of a scoped name the last part counts. */
  static String withoutVersion(String name) {
    int at = name.indexOf('@', 1);
    String plain = at > 0 ? name.substring(0, at) : name;
    return plain.startsWith("npm:") ? withoutVersion(plain.substring(4)) : plain;
  }

  private String lifecycle(List<String> names) {
    PackageScripts scripts = PackageScripts.at(shell);
    for (String name : names) {
      for (String stage : List.of("pre" + name, name, "post" + name)) {
        scripts.run(stage, "", shell);
      }
    }
    return Marks.ANYTHING;
  }

  private String scripts(List<String> words) {
    words.stream().filter(word -> !word.startsWith("-")).forEach(word -> script(List.of(word)));
    return Marks.ANYTHING;
  }

  private String tasks(List<String> words) {
    Arguments arguments = Arguments.of(words, "t", VALUED);
    if (arguments.operand(0).equals("exec")) {
      int end = words.indexOf("--");
      return end < 0 ? "" : shell.start(words.subList(end + 1, words.size()), Map.of(), null);
    }
    for (String operand : arguments.operands()) {
      String name = operand.substring(operand.lastIndexOf('#') + 1);
      script(List.of(name));
      if (name.indexOf(':') > 0) {
        script(List.of(name.substring(name.indexOf(':') + 1)));
      }
      if (DangerousNames.suggests(name)) {
        shell.doubt(
            "nobody can tell here what `"
                + invocation.line()
                + "` runs, and its name speaks of loss",
            "run the commands of the task one by one");
      }
    }
    return Marks.ANYTHING;
  }

  private String script(List<String> words) {
    List<String> rest = Arguments.leading(words, "wCF", VALUED).operands();
    if (rest.isEmpty()) {
      return "";
    }
    String name = rest.get(0);
    List<String> more = rest.subList(1, rest.size());
    if (!more.isEmpty() && more.get(0).equals("--")) {
      more = more.subList(1, more.size());
    }
    PackageScripts scripts = PackageScripts.at(shell);
    if (!scripts.known() && DangerousNames.suggests(name)) {
      shell.doubt(
          "nobody can tell here what `" + invocation.line() + "` runs, and its name speaks of loss",
          "run the commands of the script one by one");
      return Marks.ANYTHING;
    }
    if (scripts.known() && !scripts.has(name) && !scripts.isPattern(name)) {
      return invocation.program().startsWith("bun") || invocation.program().startsWith("yarn")
          ? shell.start(rest, Map.of(), invocation.input())
          : "";
    }
    for (String stage : List.of("pre" + name, name, "post" + name)) {
      scripts.run(stage, stage.equals(name) ? quoted(more) : "", shell);
    }
    return Marks.ANYTHING;
  }

  private static String quoted(List<String> words) {
    StringBuilder line = new StringBuilder();
    words.forEach(word -> line.append(" '").append(word.replace("'", "'\\''")).append('\''));
    return line.toString();
  }
}
