package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Step;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an approver is shown of an operation besides its statements: {@code summary} and {@code
 * notes}.
 */
final class OperationFacts {
  private OperationFacts() {}

  /** The same for who asked: what would run, step by step, without the texts of whole files. */
  static Map<String, @Nullable Object> shown(Plan plan) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("summary", plan.summary());
    shown.put("notes", plan.notes());
    shown.put("steps", plan.steps().stream().map(OperationFacts::step).toList());
    return shown;
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("kind", step.kind().label());
    if (step.kind() == Step.Kind.MIGRATION) {
      MigrationStep migration = MigrationStep.of(step);
      shown.put("name", migration.name());
      shown.put("path", migration.path());
      shown.put("runs", migration.runs());
      shown.put("writes_file", migration.isWritten());
      if (migration.isWritten()) {
        shown.put("sql", migration.text());
      }
    } else {
      shown.put("text", step.text());
    }
    return shown;
  }

  static JsonObject of(PlannedOperation planned, JsonObject facts) {
    JsonArrayBuilder notes = Json.createArrayBuilder(planned.plan().notes());
    return Json.createObjectBuilder(facts)
        .add("summary", planned.plan().summary())
        .add("notes", notes)
        .build();
  }
}
