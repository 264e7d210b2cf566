package dev.sallyport.server.guard;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What an agent is about to do with one of its own tools.
 *
 * @param tool such as {@code Bash}, {@code Edit} or {@code mcp__github__get_issue}
 * @param input every text of the tool's input with its key, the innermost one
 * @param folder where it would run
 */
public record ToolCall(String tool, List<Field> input, Path folder) {
  public ToolCall {
    input = List.copyOf(input);
  }

  /** One text of a tool's input. */
  public record Field(String key, String value) {}

  /** The texts under the keys, which are plain as {@link ToolNames#plain} has them. */
  List<String> named(Set<String> keys) {
    return input.stream()
        .filter(field -> keys.contains(ToolNames.plain(field.key())))
        .map(Field::value)
        .toList();
  }
}
