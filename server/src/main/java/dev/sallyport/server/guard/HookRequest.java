package dev.sallyport.server.guard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a hook was given on standard input. */
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
    HookJson document = HookJson.of(json);
    if (!document.isObject()) {
      document.texts("", new ArrayList<>());
      throw new UnreadableRequestException("the hook's input is no JSON object");
    }
    document.object(name -> request.member(name, document));
    if (!document.isOver()) {
      throw new UnreadableRequestException("something follows the hook's input");
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

  private void member(String name, HookJson document) {
    switch (name) {
      case "hook_event_name" -> event = once(event, document);
      case "tool_name", "tool" -> tool = once(tool, document);
      case "cwd" -> folder = once(folder, document);
      case "tool_input", "input", "command", "path", "file_path", "sql" ->
          document.texts(name, input);
      default -> document.texts(name, new ArrayList<>());
    }
  }

  /** A key given twice would be read by one program so and by another otherwise. */
  private static String once(@Nullable String before, HookJson document) {
    if (before != null || !document.isString()) {
      throw new UnreadableRequestException("the hook's input says one thing twice, or not as text");
    }
    return document.string();
  }
}
