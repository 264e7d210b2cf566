package dev.sallyport.server.gateway;

import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.StatementOutcome;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a run: command tags, row counts, duration and notices; never rows. */
final class RunResult {
  private RunResult() {}

  static JsonObject of(List<StatementOutcome> outcomes, long began) {
    JsonArrayBuilder statements = CanonicalJson.array();
    outcomes.forEach(outcome -> statements.add(of(outcome)));
    return CanonicalJson.object()
        .add("statements", statements)
        .add("milliseconds", (System.nanoTime() - began) / 1_000_000)
        .build();
  }

  static JsonObject of(StatementOutcome outcome) {
    return CanonicalJson.object()
        .add("command", outcome.command())
        .add("rows", outcome.rows())
        .add("notices", CanonicalJson.texts(outcome.result().notices()))
        .build();
  }

  static JsonObject error(DatabaseException problem) {
    return error(problem.sqlState(), problem.message(), problem.hint());
  }

  static JsonObject error(String message) {
    return error(null, message, null);
  }

  private static JsonObject error(
      @Nullable String sqlState, String message, @Nullable String hint) {
    JsonObjectBuilder error = CanonicalJson.object().add("message", message);
    if (sqlState != null) {
      error.add("sqlstate", sqlState);
    }
    if (hint != null) {
      error.add("hint", hint);
    }
    return error.build();
  }
}
