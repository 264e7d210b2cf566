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

/** How far a script that was split has come, and how its end is told: part by part. */
final class PartedProgress {
  private static final String IN_EFFECT = "in-effect";
  private static final String NOT_RUN = "not-run";

  private final List<PlanPart> parts;
  private final List<Step> steps;
  private final long began = System.nanoTime();
  private final List<StatementOutcome> outcomes = new ArrayList<>();
  private int done;

  PartedProgress(List<Step> steps) {
    this.steps = steps;
    this.parts = PlanPart.of(steps);
  }

  /** Whether any part took effect. */
  boolean hasBegun() {
    return done > 0;
  }

  /** Everything the statements answered so far. */
  List<StatementOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** The next part took effect. */
  JsonObject took(List<StatementOutcome> own) {
    done++;
    outcomes.addAll(own);
    JsonArrayBuilder statements = CanonicalJson.array();
    own.forEach(outcome -> statements.add(RunResult.of(outcome)));
    return CanonicalJson.object().add("statements", statements).build();
  }

  JsonObject done() {
    JsonObjectBuilder result = CanonicalJson.object();
    RunResult.of(outcomes, began).forEach(result::add);
    if (parts.size() > 1) {
      result.add("parts", states(NOT_RUN));
    }
    return result.build();
  }

  /** The part under way was rolled back, or nothing of it ran. */
  JsonObject undone(JsonObject error) {
    String what = done == 0 ? "" : "; " + inEffect();
    return told(error, error.getString("message") + what + rest(), done > 0, "rolled-back");
  }

  /** The part under way ran outside of any transaction and failed. */
  JsonObject failedAlone(DatabaseException problem, String left) {
    String message =
        problem.message()
            + "; no transaction held it, so what it did before it failed stays"
            + left
            + (done == 0 ? "" : "; " + inEffect())
            + rest();
    return told(RunResult.error(problem), message, true, "failed");
  }

  /** Nobody knows about the part under way. */
  String lost() {
    return "the connection was lost while "
        + parts.get(done).words()
        + " took effect, and the target can't tell what became of it"
        + (done == 0 ? "" : "; " + inEffect())
        + rest();
  }

  /** What is in effect, such as {@code statements 1 to 3 of 5 are in effect and stay}. */
  String inEffect() {
    PlanPart first = new PlanPart(0, parts.get(done - 1).last());
    return first.words()
        + " of "
        + steps.size()
        + (first.last() == 0 ? " is in effect and stays" : " are in effect and stay");
  }

  private String rest() {
    if (done + 1 >= parts.size()) {
      return "";
    }
    PlanPart left = new PlanPart(parts.get(done + 1).first(), steps.size() - 1);
    return "; " + left.words() + (left.first() == left.last() ? " was" : " were") + " not run";
  }

  private JsonObject told(JsonObject error, String message, boolean kept, String state) {
    JsonObjectBuilder told = CanonicalJson.object();
    error.forEach(told::add);
    told.add("message", message);
    if (kept) {
      told.add("kept", done);
    }
    if (parts.size() > 1) {
      told.add("parts", states(state));
    }
    return told.build();
  }

  private JsonArrayBuilder states(String underWay) {
    JsonArrayBuilder array = CanonicalJson.array();
    for (int i = 0; i < parts.size(); i++) {
      array.add(
          CanonicalJson.object()
              .add("statements", parts.get(i).words())
              .add("state", i < done ? IN_EFFECT : i == done ? underWay : NOT_RUN));
    }
    return array;
  }
}
