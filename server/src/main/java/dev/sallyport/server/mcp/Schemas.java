package dev.sallyport.server.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON schemas of what tools take and answer. */
final class Schemas {
  private Schemas() {}

  /** What a tool takes; nothing else. */
  static Map<String, Object> input(List<Argument> arguments) {
    Map<String, Object> properties = new LinkedHashMap<>();
    arguments.forEach(argument -> properties.put(argument.name(), argument.schema()));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put(
        "required", arguments.stream().filter(Argument::required).map(Argument::name).toList());
    schema.put("additionalProperties", false);
    return schema;
  }

  /** What a tool answers: the part that all share, and its own. */
  static Map<String, Object> output(Map<String, Map<String, Object>> own) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "outcome",
        Map.of(
            "type",
            "string",
            "enum",
            List.of("done", "pending", "denied", "failed"),
            "description",
            "pending: a ticket waits for a human; denied: refused; failed: allowed, did not work"));
    properties.put("ticket", typed("string", "the ticket it is about"));
    properties.put("reasons", list("every rule that led to this, strictest first", reason()));
    properties.put("next", typed("string", "what you can do now"));
    properties.put("notice", typed("string", "how to read what follows"));
    properties.put("hidden_characters", typed("string", "present where characters were hidden"));
    properties.putAll(own);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.of("outcome", "reasons", "next"));
    return schema;
  }

  static Map<String, Object> typed(String type, String text) {
    return Map.of("type", type, "description", text);
  }

  /** A list of anything. */
  static Map<String, Object> list(String text) {
    return typed("array", text);
  }

  static Map<String, Object> list(String text, Map<String, Object> items) {
    return Map.of("type", "array", "description", text, "items", items);
  }

  private static Map<String, Object> reason() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("rule", typed("string", "the rule's id"));
    properties.put("verdict", typed("string", "allow, approve or deny"));
    properties.put("message", typed("string", "what it says"));
    properties.put("help", typed("string", "the way forward"));
    return Map.of("type", "object", "properties", properties);
  }
}
