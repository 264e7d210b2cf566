package dev.sallyport.server.mcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON schemas of what tools take and answer. */
final class Schemas {
  private static final List<String> OUTCOMES = List.of("done", "pending", "denied", "failed");

  private Schemas() {}

  /** What a tool takes; nothing else. */
  static Map<String, Object> input(List<Argument> arguments) {
    Properties properties = Properties.none();
    arguments.forEach(argument -> properties.with(argument.name(), argument.schema()));
    Map<String, Object> schema =
        object(
            properties, arguments.stream().filter(Argument::required).map(Argument::name).toList());
    schema.put("additionalProperties", false);
    return schema;
  }

  /**
   * What a tool answers: the part that all share, and its own. Nothing of its own is required,
   * because a refusal has none of it.
   */
  static Map<String, Object> output(Properties own) {
    return object(shared().and(own), List.of("outcome", "reasons", "next"));
  }

  /** Short, because every tool repeats it in every client's context. */
  private static Properties shared() {
    return Properties.none()
        .choice(
            "outcome",
            OUTCOMES,
            "pending: a ticket waits for a human; denied: refused; failed: allowed, did not work")
        .text("ticket", "the ticket it is about")
        .list("reasons", "rule, verdict, message, help; strictest first", Properties.none())
        .text("next", "what you can do now")
        .text("notice", "how to read what follows")
        .text("hidden_characters", "present where characters were hidden");
  }

  private static Map<String, Object> object(Properties properties, List<String> required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties.asMap());
    schema.put("required", required);
    return schema;
  }
}
