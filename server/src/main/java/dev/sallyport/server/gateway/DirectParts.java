package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.LoneSession;
import dev.sallyport.server.database.StatementOutcome;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.WriteLimits;
import dev.sallyport.server.database.WriteSession;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Runs a script that was allowed without a ticket and that one transaction can't hold, part after
 * part. What each statement means is decided again where it runs.
 */
final class DirectParts {
  private static final String MOVED =
      " would do more than was decided, after a change of the schema";

  private final TargetDatabase target;
  private final Redecision again;
  private final Considered considered;
  private final WriteLimits limits;
  private final Map<String, Long> changed = new HashMap<>();

  DirectParts(TargetDatabase target, Redecision again, Considered considered) {
    this.target = target;
    this.again = again;
    this.considered = considered;
    this.limits = RunLimits.of(considered.decision().obligations());
  }

  /**
   * @param result told how it ended, for the audit log
   */
  Answer run(Script script, Consumer<String> result, Cancellation cancellation) {
    PartedProgress progress = new PartedProgress(script.steps());
    for (PlanPart part : script.parts()) {
      boolean alone = !script.steps().get(part.first()).transactional();
      try {
        progress.took(alone ? alone(part, cancellation) : together(part, cancellation));
      } catch (DatabaseException problem) {
        boolean uncertain = problem.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN;
        result.accept(uncertain ? "unknown" : "failed");
        return uncertain ? lost(progress) : failed(progress.undone(RunResult.error(problem)));
      } catch (LoneFailure failure) {
        result.accept("failed");
        return failed(progress.failedAlone(failure.problem, failure.left));
      } catch (RowCeilingPassed passed) {
        result.accept("failed");
        return failed(progress.undone(RunResult.error(passed.words())));
      } catch (DirectRun.ChangedMeanwhile moved) {
        result.accept("failed");
        return failed(progress.undone(RunResult.error(part.words() + MOVED)));
      }
    }
    result.accept("done");
    return DirectRun.done(progress.outcomes()).with(script.shown());
  }

  private List<StatementOutcome> together(PlanPart part, Cancellation cancellation) {
    List<Statement> statements = considered.statements().subList(part.first(), part.last() + 1);
    List<StatementOutcome> outcomes = new ArrayList<>();
    try (WriteSession session = target.openWrite(limits)) {
      requireAgreed(again.locked(statements, session));
      for (Statement statement : statements) {
        if (!outcomes.isEmpty()) {
          requireAgreed(again.resolved(List.of(statement), session));
        }
        outcomes.add(session.run(statement.text(), cancellation));
      }
      long ceiling = considered.decision().obligations().rowCeiling();
      RowCeilingPassed.check(outcomes, ceiling);
      session.changedRows().forEach((table, rows) -> changed.merge(table, rows, Long::sum));
      RowCeilingPassed.check(changed, Map.of("", ceiling));
      session.commit();
      return outcomes;
    }
  }

  private List<StatementOutcome> alone(PlanPart part, Cancellation cancellation) {
    Statement statement = considered.statements().get(part.first());
    InvalidIndexes before;
    try (WriteSession session = target.openWrite(limits)) {
      requireAgreed(again.resolved(List.of(statement), session));
      before = InvalidIndexes.in(session.catalog());
      session.rollback();
    }
    try (LoneSession session = target.openAlone(limits)) {
      return List.of(session.run(statement.text(), cancellation));
    } catch (DatabaseException problem) {
      if (problem.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN) {
        throw problem;
      }
      throw new LoneFailure(problem, before.sinceThen(target));
    }
  }

  private void requireAgreed(List<Statement> resolved) {
    DirectRun.requireAgreed(considered, again.of(resolved));
  }

  private static Answer failed(JsonObject error) {
    return Answers.failed(
        "failed",
        error.getString("message"),
        "what is said to be in effect stays; mend the rest, then ask for that",
        Map.of("error", Objects.requireNonNull(JsonPlain.of(error))));
  }

  private static Answer lost(PartedProgress progress) {
    return Answers.failed(
        "unknown", progress.lost(), "look with `query` before you go on, and do not repeat it");
  }

  /** A statement that no transaction held failed: something of it may stay. */
  private static final class LoneFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DatabaseException problem;
    private final String left;

    LoneFailure(DatabaseException problem, String left) {
      super(problem);
      this.problem = problem;
      this.left = left;
    }
  }
}
