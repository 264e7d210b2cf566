package dev.sallyport.server.guard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a hook was given on standard input. Read as a stream of tokens, since every command of an
 * agent waits for it.
 */
final class HookRequest {
  private static final int LONGEST_PATH = 4_096;

  private final List<ToolCall.Field> input = new ArrayList<>();
  private @Nullable String event;
  private @Nullable String tool;
  private @Nullable String folder;

  private HookRequest() {}

  /**
   * Reads the request of any of the contracts: Claude Code's {@code tool_name}, {@code tool_input},
   * {@code cwd}; the plain one's {@code tool}, {@code input}, {@code cwd}, or just {@code command}.
   *
   * @throws UnreadableRequestException where it is no such request
   */
  static HookRequest read(byte[] json) {
    HookRequest request = new HookRequest();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableRequestException("the hook's input is no JSON object");
      }
      request.members(parser);
      if (parser.nextToken() != null) {
        throw new UnreadableRequestException("something follows the hook's input");
      }
    } catch (JacksonException e) {
      throw new UnreadableRequestException("the hook's input is no JSON");
    }
    return request;
  }

  /** Whether the tool has not run yet; a hook on another event has nothing to decide. */
  boolean isBefore() {
    String named = event;
    return named == null || named.equals("PreToolUse");
  }

  /**
   * The call that is asked about.
   *
   * @param start where this process runs, if the request names no folder
   */
  ToolCall call(Path start) {
    String named = tool;
    if (named == null && input.stream().anyMatch(field -> field.key().equals("command"))) {
      named = "Bash";
    }
    if (named == null) {
      throw new UnreadableRequestException("the hook's input names no tool");
    }
    return new ToolCall(named, input, folder(start));
  }

  private Path folder(Path start) {
    String named = folder;
    if (named == null || named.isEmpty()) {
      return start.toAbsolutePath();
    }
    if (named.length() > LONGEST_PATH || named.indexOf('\0') >= 0) {
      throw new UnreadableRequestException("the hook's input names a folder that can't be");
    }
    return start.toAbsolutePath().resolve(named).normalize();
  }

  private void members(JsonParser parser) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "hook_event_name" -> event = once(event, parser, value);
        case "tool_name", "tool" -> tool = once(tool, parser, value);
        case "cwd" -> folder = once(folder, parser, value);
        case "tool_input", "input" -> flatten(name, parser, value);
        case "command", "path", "file_path", "sql" -> flatten(name, parser, value);
        default -> parser.skipChildren();
      }
    }
  }

  /** A key given twice would be read by one program so and by another otherwise. */
  private static String once(@Nullable String before, JsonParser parser, JsonToken value) {
    if (before != null || value != JsonToken.VALUE_STRING) {
      throw new UnreadableRequestException("the hook's input says one thing twice, or not as text");
    }
    return parser.getString();
  }

  private void flatten(String name, JsonParser parser, JsonToken first) {
    List<String> keys = new ArrayList<>();
    String key = name;
    JsonToken token = first;
    while (true) {
      switch (token) {
        case START_OBJECT, START_ARRAY -> keys.add(key);
        case END_OBJECT, END_ARRAY -> key = keys.remove(keys.size() - 1);
        case PROPERTY_NAME -> key = parser.currentName();
        case VALUE_STRING -> input.add(new ToolCall.Field(key, parser.getString()));
        default -> {}
      }
      if (keys.isEmpty()) {
        return;
      }
      token = parser.nextToken();
    }
  }
}
