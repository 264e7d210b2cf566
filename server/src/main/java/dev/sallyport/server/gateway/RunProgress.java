package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Step;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.StatementOutcome;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/** How far a run has come, and how its end is told. */
final class RunProgress {
  private final List<Step> steps;
  private final long began = System.nanoTime();
  private final List<StatementOutcome> outcomes = new ArrayList<>();
  private final List<String> migrations = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private int parts;

  RunProgress(List<Step> steps) {
    this.steps = steps;
  }

  /** A part took effect. */
  JsonObject part(PlanPart part, List<StatementOutcome> own) {
    parts++;
    outcomes.addAll(own);
    for (Step step : steps.subList(part.first(), part.last() + 1)) {
      if (step.kind() == Step.Kind.MIGRATION) {
        MigrationStep migration = MigrationStep.of(step);
        migrations.add(migration.name());
        if (migration.isWritten()) {
          files.add(migration.path());
        }
      }
    }
    JsonArrayBuilder statements = CanonicalJson.array();
    own.forEach(outcome -> statements.add(RunResult.of(outcome)));
    return CanonicalJson.object().add("statements", statements).build();
  }

  RunEnd done() {
    JsonObjectBuilder result = CanonicalJson.object();
    RunResult.of(outcomes, began).forEach(result::add);
    addNames(result);
    List<String> commands =
        steps.stream().filter(step -> step.kind() == Step.Kind.COMMAND).map(Step::text).toList();
    if (!commands.isEmpty()) {
      result.add("commands", CanonicalJson.texts(commands));
      result.add("message", "a human runs, in a terminal: " + String.join("; ", commands));
    }
    return new RunEnd.Done(result.build());
  }

  RunEnd failed(DatabaseException problem) {
    return failed(RunResult.error(problem), problem.message());
  }

  RunEnd failed(Step step, DatabaseException problem) {
    String what =
        step.kind() == Step.Kind.MIGRATION
            ? "`" + MigrationStep.of(step).name() + "`: " + problem.message()
            : problem.message();
    return failed(RunResult.error(problem), what);
  }

  RunEnd failed(String message) {
    return failed(RunResult.error(message), message);
  }

  private RunEnd failed(JsonObject error, String message) {
    JsonObjectBuilder told = CanonicalJson.object();
    error.forEach(told::add);
    told.add("message", message + keptInWords());
    if (parts > 0) {
      told.add("kept", parts);
      addNames(told);
    }
    return new RunEnd.Failed(told.build());
  }

  RunEnd stale(String difference) {
    return new RunEnd.Stale(difference + keptInWords());
  }

  RunEnd unknown() {
    return new RunEnd.Unknown(
        "the connection was lost while a part took effect, and the target can't tell what became"
            + " of it"
            + keptInWords());
  }

  private String keptInWords() {
    if (parts == 0) {
      return "";
    }
    return migrations.isEmpty()
        ? "; what was done before stays"
        : "; applied before, and staying: " + String.join(", ", migrations);
  }

  private void addNames(JsonObjectBuilder json) {
    if (!migrations.isEmpty()) {
      json.add("migrations", CanonicalJson.texts(migrations));
    }
    if (!files.isEmpty()) {
      json.add("files", CanonicalJson.texts(files));
    }
  }
}
