package dev.sallyport.server.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A command line in a tool's input: one text, or its words one by one. */
final class CommandLine {
  private static final Set<String> ONE = Set.of("command", "cmd", "commandline", "shellcommand");

  private CommandLine() {}

  /** A list of words, or a text with arguments beside it, is what a shell would read if quoted. */
  static Optional<String> of(ToolCall call) {
    List<String> words = call.named(ONE);
    List<String> lines = new ArrayList<>(call.named(Set.of("commands")));
    if (words.size() > 1) {
      lines.add(words.stream().map(CommandLine::quoted).collect(Collectors.joining(" ")));
    } else if (words.size() == 1) {
      StringBuilder line = new StringBuilder(words.get(0));
      call.named(Set.of("args", "arguments", "argv"))
          .forEach(word -> line.append(' ').append(quoted(word)));
      lines.add(line.toString());
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
