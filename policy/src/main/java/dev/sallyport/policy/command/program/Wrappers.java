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
      case "xargs" -> ArgumentBuilders::xargs;
      case "parallel" -> ArgumentBuilders::parallel;
      default -> sessions(name);
    };
  }

  private static @Nullable Program sessions(String name) {
    if (ToolRunners.knows(name)) {
      return ToolRunners::start;
    }
    if (CommandLines.knows(name)) {
      return CommandLines::start;
    }
    return Sessions.knows(name) ? Sessions::start : null;
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
    if (arguments.has("v") && Marks.known(arguments.operand(0))) {
      return "/usr/bin/" + arguments.operand(0) + "\n";
    }
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
}
