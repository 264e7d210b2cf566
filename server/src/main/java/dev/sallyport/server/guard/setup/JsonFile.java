package dev.sallyport.server.guard.setup;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.guard.setup.JsonText.Member;
import dev.sallyport.server.guard.setup.JsonText.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON file that is added to: comments, order and layout of what is there stay. */
final class JsonFile {
  private final String name;
  private String text;
  private final List<String> inserted = new ArrayList<>();

  JsonFile(String name, String text) {
    this.name = name;
    this.text = text.isBlank() ? "{}\n" : text;
  }

  String text() {
    return text;
  }

  /** What was put in, in order. */
  List<String> inserted() {
    return inserted;
  }

  /** The value at the keys; empty where there is none. */
  Optional<Value> at(String... keys) {
    Optional<Value> value = Optional.of(JsonText.read(name, text));
    for (String key : keys) {
      value = value.flatMap(found -> found.member(key));
    }
    return value;
  }

  String of(Value value) {
    return text.substring(value.start(), value.end());
  }

  /** Adds a member to the object at the keys, which is made where it is missing. */
  void member(Object value, String... keys) {
    List<String> path = List.of(keys);
    Value target = JsonText.read(name, text);
    int depth = 0;
    while (depth < path.size() - 1 && target.member(path.get(depth)).isPresent()) {
      target = target.member(path.get(depth)).get();
      depth++;
    }
    Object nested = value;
    for (int i = path.size() - 1; i > depth; i--) {
      nested = Map.of(path.get(i), nested);
    }
    if (!target.isObject()) {
      throw unexpected(path);
    }
    insert(target, path.get(depth), nested);
  }

  /** Adds an element to the array at the keys, which is made where it is missing. */
  void element(Object value, String... keys) {
    Optional<Value> array = at(keys);
    if (array.isEmpty()) {
      member(List.of(value), keys);
    } else if (array.get().isArray()) {
      insert(array.get(), "", value);
    } else {
      throw unexpected(List.of(keys));
    }
  }

  private SallyportException unexpected(List<String> path) {
    return SallyportException.usage(
        "`" + String.join(".", path) + "` in `" + name + "` is not of the kind that is expected",
        "mend it, then run `sallyport init` again");
  }

  private void insert(Value container, String key, Object value) {
    boolean oneLine = !container.members().isEmpty() && of(container).indexOf('\n') < 0;
    String outer = indentAt(container.start());
    String indent =
        container.members().isEmpty()
            ? outer + unit()
            : indentAt(container.members().get(0).start());
    String line = text.contains("\r\n") ? "\r\n" : "\n";
    String written = JsonWriter.write(value, oneLine ? null : indent, unit(), line);
    String member = key.isEmpty() ? written : JsonWriter.quoted(key) + ": " + written;
    if (container.members().isEmpty()) {
      String inner = text.substring(container.start() + 1, container.end() - 1);
      String tail = inner.isBlank() ? line + outer : "";
      put(container.start() + 1, line + indent + member + tail);
      return;
    }
    Member last = container.members().get(container.members().size() - 1);
    int end = last.value().end();
    int comma = trailingComma(end, container.end());
    String lead = oneLine ? " " : line + indent;
    if (comma > 0) {
      put(comma, lead + member + ",");
    } else {
      put(end, "," + lead + member);
    }
  }

  /** After the comma behind the last member; 0 where there is none. */
  private int trailingComma(int from, int to) {
    int at = from;
    while (at < to) {
      if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? to : end;
      } else if (text.startsWith("/*", at)) {
        at = text.indexOf("*/", at) + 2;
      } else if (text.charAt(at) == ',') {
        return at + 1;
      } else {
        at++;
      }
    }
    return 0;
  }

  private void put(int at, String piece) {
    text = text.substring(0, at) + piece + text.substring(at);
    inserted.add(piece);
  }

  /** The white space before the line on which that place is. */
  private String indentAt(int place) {
    int start = text.lastIndexOf('\n', place - 1) + 1;
    int end = start;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }

  private String unit() {
    Value root = JsonText.read(name, text);
    String first = root.members().isEmpty() ? "" : indentAt(root.members().get(0).start());
    return first.isEmpty() ? "  " : first;
  }
}
