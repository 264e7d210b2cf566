package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.ExecutionMark;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.database.CommitMark;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.LoneSession;
import dev.sallyport.server.database.StatementOutcome;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.WriteLimits;
import dev.sallyport.server.database.WriteSession;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/** One run of a claimed ticket, from the first statement to its recorded end. */
final class ClaimedRun {
  private final Claim claim;
  private final TargetDatabase target;
  private final Catalog catalog;
  private final List<Statement> statements;

  ClaimedRun(Claim claim, TargetDatabase target, Catalog catalog, List<Statement> statements) {
    this.claim = claim;
    this.target = target;
    this.catalog = catalog;
    this.statements = statements;
  }

  Ticket run(Cancellation cancellation) {
    boolean alone =
        claim.ticket().request().steps().stream().anyMatch(step -> !step.transactional());
    try {
      return alone ? stepByStep(cancellation) : oneTransaction(cancellation);
    } catch (DatabaseException problem) {
      return claim.failed(error(problem.sqlState(), problem.message(), problem.hint()));
    } catch (RowCeilingPassed passed) {
      return claim.failed(error(null, passed.words(), "the approved number of rows was smaller"));
    }
  }

  private Ticket oneTransaction(Cancellation cancellation) {
    try (WriteSession session = target.openWrite(limits())) {
      String difference = difference(session);
      if (!difference.isEmpty()) {
        session.rollback();
        return claim.stale(difference);
      }
      long began = System.nanoTime();
      List<StatementOutcome> outcomes = new ArrayList<>();
      for (Step step : claim.ticket().request().steps()) {
        String interruption = claim.interruption().orElse("");
        if (!interruption.isEmpty()) {
          session.rollback();
          return claim.failed(error(null, interruption, null));
        }
        outcomes.add(session.run(step.text(), cancellation));
      }
      checkCeilings(outcomes);
      RowCeilingPassed.check(session.changedRows(), claim.ticket().request().ceilings());
      CommitMark mark = session.mark();
      claim.mark(mark(mark));
      return commit(session, mark, result(outcomes, began));
    }
  }

  private Ticket commit(WriteSession session, CommitMark mark, JsonObject result) {
    try {
      session.commit();
    } catch (DatabaseException problem) {
      if (problem.kind() != DatabaseException.Kind.OUTCOME_UNKNOWN) {
        throw problem;
      }
      return switch (target.statusOf(mark)) {
        case COMMITTED -> claim.executed(result);
        case ABORTED -> claim.failed(error(problem.sqlState(), problem.message(), null));
        case IN_PROGRESS, UNKNOWN ->
            claim.unknown("the connection was lost while committing, and the target can't tell");
      };
    }
    return claim.executed(result);
  }

  private Ticket stepByStep(Cancellation cancellation) {
    List<Step> steps = claim.ticket().request().steps();
    long began = System.nanoTime();
    List<StatementOutcome> outcomes = new ArrayList<>();
    try (LoneSession session = target.openAlone(limits())) {
      for (int index = 0; index < steps.size(); index++) {
        claim.stepStarted(index);
        StatementOutcome outcome = session.run(steps.get(index).text(), cancellation);
        outcomes.add(outcome);
        claim.stepDone(index, outcome(outcome).build());
      }
    } catch (DatabaseException problem) {
      if (problem.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN) {
        return claim.unknown("the connection was lost during step " + (outcomes.size() + 1));
      }
      throw problem;
    }
    return claim.executed(result(outcomes, began));
  }

  private String difference(WriteSession session) {
    var resolved =
        statements.stream()
            .map(statement -> catalog.resolve(statement, session.catalog()))
            .toList();
    var now = catalog.fingerprint(Touched.objects(resolved), session.catalog());
    if (now.digest().equals(claim.ticket().request().fingerprint())) {
      return "";
    }
    List<String> words = ApprovedSchema.of(claim.ticket()).differenceTo(now);
    return words.isEmpty()
        ? "the touched objects are not what they were"
        : String.join("; ", words);
  }

  private void checkCeilings(List<StatementOutcome> outcomes) {
    long most =
        claim.ticket().request().ceilings().values().stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(Long.MAX_VALUE);
    RowCeilingPassed.check(outcomes, most);
  }

  private WriteLimits limits() {
    Obligations obligations = claim.ticket().request().obligations();
    return new WriteLimits(
        obligations.timeout(), obligations.lockTimeout(), obligations.rows(), obligations.bytes());
  }

  private ExecutionMark mark(CommitMark mark) {
    return new ExecutionMark(
        mark.transaction(),
        mark.timeline(),
        mark.startPosition(),
        mark.backend(),
        claim.ticket().request().database());
  }

  private static JsonObject result(List<StatementOutcome> outcomes, long began) {
    JsonArrayBuilder statements = Json.createArrayBuilder();
    outcomes.forEach(outcome -> statements.add(outcome(outcome)));
    return Json.createObjectBuilder()
        .add("statements", statements)
        .add("milliseconds", (System.nanoTime() - began) / 1_000_000)
        .build();
  }

  private static JsonObjectBuilder outcome(StatementOutcome outcome) {
    JsonArrayBuilder notices = Json.createArrayBuilder();
    outcome.result().notices().forEach(notices::add);
    return Json.createObjectBuilder()
        .add("command", outcome.command())
        .add("rows", outcome.rows())
        .add("notices", notices);
  }

  private static JsonObject error(
      @org.jspecify.annotations.Nullable String sqlState,
      String message,
      @org.jspecify.annotations.Nullable String hint) {
    JsonObjectBuilder error = Json.createObjectBuilder().add("message", message);
    if (sqlState != null) {
      error.add("sqlstate", sqlState);
    }
    if (hint != null) {
      error.add("hint", hint);
    }
    return error.build();
  }
}
