package dev.sallyport.server.mcp.tool;

import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, in the shapes that the tool declared. */
public record Arguments(Map<String, Object> values) {

  /**
   * Checks what an agent gave against what a tool takes. An argument of null counts as left out:
   * some clients send every one.
   *
   * @return every mistake, none where the arguments are good
   */
  static List<Reason> mistakes(ToolDescription tool, Map<String, @Nullable Object> given) {
    List<Reason> mistakes = new ArrayList<>();
    Map<String, Argument> known = new LinkedHashMap<>();
    tool.input().forEach(argument -> known.put(argument.name(), argument));
    for (Argument argument : known.values()) {
      Object value = given.get(argument.name());
      if (value == null && argument.required()) {
        mistakes.add(mistake("`" + argument.name() + "` is missing", argument.text()));
      } else if (value != null) {
        String wrong = argument.mistake(value);
        if (wrong != null) {
          mistakes.add(mistake("`" + argument.name() + "` " + wrong, argument.text()));
        }
      }
    }
    for (String name : given.keySet()) {
      if (!known.containsKey(name)) {
        mistakes.add(mistake("unknown argument `" + name + "`", taken(tool, known.keySet())));
      }
    }
    return mistakes;
  }

  private static String taken(ToolDescription tool, Set<String> known) {
    return known.isEmpty()
        ? "`" + tool.name() + "` takes no arguments"
        : "`" + tool.name() + "` takes " + Words.quoted(known);
  }

  /** The arguments that were given, after {@link #mistakes} found none. */
  public static Arguments of(Map<String, @Nullable Object> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (value != null) {
            values.put(name, value);
          }
        });
    return new Arguments(values);
  }

  /** A required text. */
  String text(String name) {
    return String.valueOf(values.get(name));
  }

  /** A text; {@code otherwise} where it was left out. */
  String text(String name, String otherwise) {
    return values.containsKey(name) ? text(name) : otherwise;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** A whole number; null where it was left out. */
  @Nullable Integer integer(String name) {
    return values.get(name) instanceof Number number ? Integer.valueOf(number.intValue()) : null;
  }

  /** A list of texts; empty where it was left out. */
  List<String> texts(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Named values as text; empty where they were left out. */
  Map<String, String> settings(String name) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (values.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> settings.put(String.valueOf(key), String.valueOf(value)));
    }
    return settings;
  }

  private static Reason mistake(String message, String help) {
    return new Reason("arguments", Verdict.DENY, message, help);
  }
}
