package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs whose operands are command lines of their own. */
final class CommandLines {
  private static final Set<String> NAMES =
      Set.of(
          "watch",
          "hyperfine",
          "concurrently",
          "nodemon",
          "onchange",
          "chokidar",
          "start-server-and-test");

  private static final Pattern SCRIPT = Pattern.compile("(?s)(npm|pnpm|yarn|bun|node):(\\S.*)");

  private CommandLines() {}

  static boolean knows(String name) {
    return NAMES.contains(name);
  }

  /** Each operand, or all of them together, is a command line. */
  static String start(Invocation invocation, Shell shell) {
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
      operands.forEach(text -> shell.runApart(script(text), List.of(), null));
    }
    return Marks.ANYTHING;
  }

  /** {@code npm:build} is short for a script of that name. */
  private static String script(String text) {
    Matcher named = SCRIPT.matcher(text);
    return named.matches() ? named.group(1) + " run " + named.group(2) : text;
  }
}
