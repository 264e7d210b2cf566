package dev.sallyport.server.gateway;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/**
 * What an approver is shown of an operation besides its statements: {@code summary} and {@code
 * notes}.
 */
final class OperationFacts {
  private OperationFacts() {}

  static JsonObject of(PlannedOperation planned, JsonObject facts) {
    JsonArrayBuilder notes = Json.createArrayBuilder(planned.plan().notes());
    return Json.createObjectBuilder(facts)
        .add("summary", planned.plan().summary())
        .add("notes", notes)
        .build();
  }
}
