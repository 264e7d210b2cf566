package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.walk.Invocation;
import dev.sallyport.policy.command.walk.Marks;
import dev.sallyport.policy.command.walk.Shell;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Programs that start a command in a session of its own: of another user, on another terminal,
 * later.
 */
final class Sessions {
  private static final Set<String> NAMES =
      Set.of(
          "su", "runuser", "script", "expect", "busybox", "toybox", "tmux", "screen", "at",
          "batch");

  private Sessions() {}

  static boolean knows(String name) {
    return NAMES.contains(name);
  }

  static String start(Invocation invocation, Shell shell) {
    List<String> words = invocation.arguments();
    switch (invocation.program()) {
      case "busybox", "toybox" -> {
        return words.isEmpty() ? "" : shell.start(words, Map.of(), invocation.input());
      }
      case "tmux", "screen" -> {
        for (String word : words) {
          shell.runApart(word, List.of(), null);
        }
        if (invocation.program().equals("screen")) {
          return shell.start(operandsFrom(words, 0), Map.of(), null);
        }
        for (int i = 0; i < words.size(); i++) {
          if (words
              .get(i)
              .matches("-d|new-session|new|new-window|neww|split-window|respawn-pane")) {
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
