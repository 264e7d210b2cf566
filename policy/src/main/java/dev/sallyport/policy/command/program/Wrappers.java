package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Printed;
import dev.sallyport.policy.command.walk.Program;
import dev.sallyport.policy.command.walk.Shell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Programs that start another one, named after their own options. */
final class Wrappers {
  private Wrappers() {}

  static @Nullable Program of(String name) {
    return switch (name) {
      case "env" -> Wrappers::env;
      case "sudo", "doas" ->
          wrapper("ugUCDRThpr", Set.of("user", "group", "host", "prompt", "chdir"), 0);
      case "command" -> Wrappers::command;
      case "builtin",
          "nohup",
          "setsid",
          "exec",
          "noglob",
          "nocorrect",
          "unbuffer",
          "rlwrap",
          "caffeinate",
          "proxychains",
          "proxychains4",
          "torsocks",
          "catchsegv",
          "eatmydata",
          "fakeroot",
          "linux32",
          "linux64",
          "gtime",
          "time",
          "spin",
          "winpty",
          "pkexec",
          "wsl",
          "gdb",
          "lldb",
          "valgrind",
          "entr",
          "aoss",
          "chronic",
          "errno",
          "sem",
          "dumb-init",
          "tini" ->
          wrapper("afeoc", Set.of("format", "output"), 0);
      case "gosu", "su-exec", "setuidgid" -> wrapper("", Set.of(), 1);
      case "sshpass" -> wrapper("pfP", Set.of(), 0);
      case "timeout", "gtimeout" -> wrapper("ks", Set.of("kill-after", "signal"), 1);
      case "nice",
          "ionice",
          "chrt",
          "stdbuf",
          "gstdbuf",
          "cpulimit",
          "prlimit",
          "strace",
          "ltrace",
          "setarch",
          "setpriv",
          "systemd-run",
          "choom",
          "pprof" ->
          wrapper("ncoepiIElu", Set.of("adjustment", "unit", "slice", "property"), 0);
      case "retry" ->
          wrapper("tdmbxn", Set.of("times", "delay", "max-delay", "timeout", "until", "while"), 0);
      case "nsenter", "unshare" -> wrapper("tSGrw", Set.of("target", "setuid", "setgid", "wd"), 0);
      case "crontab", "fd", "fdfind", "gcloud" -> Schedulers::start;
      case "taskset", "chroot", "arch", "runcon", "faketime", "pv" -> wrapper("", Set.of(), 1);
      case "flock" -> Wrappers::flock;
      case "watch",
          "hyperfine",
          "concurrently",
          "nodemon",
          "onchange",
          "chokidar",
          "start-server-and-test" ->
          Wrappers::joined;
      case "xargs" -> ArgumentBuilders::xargs;
      case "parallel" -> ArgumentBuilders::parallel;
      case "su",
          "runuser",
          "script",
          "expect",
          "busybox",
          "toybox",
          "tmux",
          "screen",
          "at",
          "batch" ->
          Wrappers::special;
      case "cross-env",
          "cross-env-shell",
          "env-cmd",
          "dotenv",
          "dotenvx",
          "dotenv-cli",
          "doppler",
          "op",
          "infisical",
          "aws-vault",
          "chamber",
          "direnv",
          "with-env",
          "envchain",
          "teller",
          "varlock",
          "vault-env",
          "envkey-source",
          "sops",
          "mise",
          "nvm",
          "volta",
          "asdf",
          "rtx",
          "fnm",
          "bundle",
          "poetry",
          "pipenv",
          "uv",
          "uvx",
          "pdm",
          "hatch",
          "rye",
          "conda",
          "nix-shell",
          "nix",
          "devbox",
          "devenv",
          "bazel",
          "rvm",
          "rbenv",
          "pyenv",
          "pipx",
          "steampipe",
          "foreman",
          "honcho",
          "overmind",
          "ts-node-dev",
          "is-ci",
          "wait-on",
          "sst",
          "vercel",
          "netlify",
          "serverless",
          "sls",
          "dotenv-vault" ->
          Wrappers::runner;
      default -> null;
    };
  }

  /**
   * @param skipped operands of its own before the command
   */
  private static Program wrapper(String letters, Set<String> words, int skipped) {
    return (invocation, shell) -> {
      List<String> rest = Arguments.leading(invocation.arguments(), letters, words).operands();
      return rest.size() <= skipped
          ? ""
          : env(rest.subList(skipped, rest.size()), invocation, shell);
    };
  }

  /** With {@code -v} it only says where a program is. */
  private static String command(Invocation invocation, Shell shell) {
    Arguments arguments = Arguments.leading(invocation.arguments(), "", Set.of());
    return arguments.has("v", "V") ? Marks.ANYTHING : env(arguments.operands(), invocation, shell);
  }

  private static String env(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    Arguments arguments = Arguments.leading(words, "uCS", Set.of("unset", "chdir", "split-string"));
    List<String> split = arguments.values("S", "split-string");
    List<String> rest = new ArrayList<>();
    split.forEach(text -> rest.addAll(List.of(text.strip().split("\\s+"))));
    rest.addAll(arguments.operands());
    return env(rest, invocation, shell);
  }

  /** Assignments in front are the program's environment. */
  static String env(List<String> words, Invocation invocation, Shell shell) {
    Map<String, String> environment = new LinkedHashMap<>(invocation.environment());
    int from = 0;
    while (from < words.size() && words.get(from).matches("(?s)[A-Za-z_]\\w*=.*")) {
      int equals = words.get(from).indexOf('=');
      environment.put(words.get(from).substring(0, equals), words.get(from).substring(equals + 1));
      from++;
    }
    List<String> rest = words.subList(from, words.size());
    if (rest.isEmpty()) {
      return invocation.program().equals("env") ? Printed.ENVIRONMENT : Marks.ANYTHING;
    }
    return shell.start(rest, environment, invocation.input());
  }

  private static String flock(Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.leading(
            invocation.arguments(), "wE", Set.of("timeout", "wait", "conflict-exit-code"));
    List<String> rest = arguments.operands();
    if (rest.size() < 2) {
      return "";
    }
    List<String> command = rest.subList(1, rest.size());
    return command.get(0).equals("-c") && command.size() > 1
        ? shell.evaluate(command.get(1), invocation.input())
        : shell.start(command, Map.of(), invocation.input());
  }

  /** Each operand, or all of them together, is a command line. */
  private static String joined(Invocation invocation, Shell shell) {
    Arguments arguments =
        Arguments.leading(
            invocation.arguments(),
            "ndNwrmMPLS",
            Set.of(
                "interval",
                "exec",
                "names",
                "runs",
                "warmup",
                "prepare",
                "setup",
                "cleanup",
                "watch",
                "ext",
                "delay"));
    arguments.values("exec", "prepare", "setup", "cleanup", "x").stream()
        .filter(text -> !text.isEmpty())
        .forEach(text -> shell.runApart(text, List.of(), null));
    List<String> operands = arguments.operands();
    if (invocation.program().equals("watch")) {
      shell.runApart(String.join(" ", operands), List.of(), null);
    } else {
      operands.forEach(text -> shell.runApart(text, List.of(), null));
    }
    return Marks.ANYTHING;
  }

  /** A runner finds its command behind a {@code --}, or behind a word such as {@code exec}. */
  private static String runner(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    int end = words.indexOf("--");
    if (end >= 0) {
      return env(words.subList(end + 1, words.size()), invocation, shell);
    }
    List<String> rest =
        Arguments.leading(
                words,
                "efpcC",
                Set.of(
                    "env-file",
                    "file",
                    "project",
                    "config",
                    "env",
                    "with",
                    "python",
                    "directory",
                    "command"))
            .operands();
    if (!rest.isEmpty()
        && Set.of("run", "exec", "x", "env", "shell", "local").contains(rest.get(0))) {
      rest = rest.subList(1, rest.size());
      if (!rest.isEmpty() && rest.get(0).startsWith("-")) {
        rest = Arguments.leading(rest, "efpcC", Set.of("env-file", "with", "python")).operands();
      }
    }
    if (invocation.program().equals("direnv") && !rest.isEmpty()) {
      rest = rest.subList(1, rest.size());
    }
    if (!rest.isEmpty() && rest.get(0).matches("v?\\d[\\d.]*|lts.*|default|current")) {
      rest = rest.subList(1, rest.size());
    }
    for (String text : Arguments.of(words, "", Set.of("command", "run")).values("command", "run")) {
      shell.runApart(text, List.of(), null);
    }
    return rest.isEmpty() ? "" : env(rest, invocation, shell);
  }

  private static String special(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    switch (invocation.program()) {
      case "busybox", "toybox" -> {
        return words.isEmpty() ? "" : shell.start(words, Map.of(), invocation.input());
      }
      case "tmux", "screen" -> {
        for (String word : words) {
          shell.runApart(word, List.of(), null);
        }
        for (int i = 0; i < words.size(); i++) {
          if (words.get(i).matches("-[dm]+|new-session|new|new-window|neww")) {
            shell.runApart(String.join(" ", operandsFrom(words, i + 1)), List.of(), null);
          }
        }
      }
      case "at", "batch" -> shell.runApart(invocation.inputText(), List.of(), null);
      case "expect" ->
          words.stream()
              .filter(word -> word.contains("spawn"))
              .forEach(word -> shell.runApart(word.replace("spawn ", ""), List.of(), null));
      default -> commandOption(invocation, shell);
    }
    return Marks.ANYTHING;
  }

  private static List<String> operandsFrom(List<String> words, int from) {
    return Arguments.leading(words.subList(from, words.size()), "stnScTxye", Set.of()).operands();
  }

  private static void commandOption(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    Arguments arguments =
        Arguments.of(words, "cgGsTE", Set.of("command", "session-command", "group"));
    arguments
        .values("c", "command", "session-command")
        .forEach(text -> shell.runApart(Marks.plain(text), List.of(), invocation.input()));
    int end = words.indexOf("--");
    Arguments leading = Arguments.leading(words, "ugG", Set.of("user", "group"));
    if (invocation.program().equals("runuser") && leading.has("u") && end < 0) {
      shell.start(leading.operands(), Map.of(), invocation.input());
    } else if (end >= 0 && end + 1 < words.size()) {
      shell.start(words.subList(end + 1, words.size()), Map.of(), invocation.input());
    } else if (invocation.program().equals("script") && arguments.operands().size() > 1) {
      // As BSD and macOS have it: the file, then the command.
      List<String> rest = Arguments.leading(words, "tTFEIOBm", Set.of()).operands();
      shell.start(rest.subList(Math.min(1, rest.size()), rest.size()), Map.of(), null);
    } else if (invocation.input() != null && !arguments.has("c", "command")) {
      shell.runApart(invocation.inputText(), List.of(), null);
    }
  }
}
