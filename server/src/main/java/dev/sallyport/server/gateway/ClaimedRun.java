package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.ExecutionMark;
import dev.sallyport.server.approval.NewTicket;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.CommitMark;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.LoneSession;
import dev.sallyport.server.database.StatementOutcome;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.WriteLimits;
import dev.sallyport.server.database.WriteSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run of a claimed ticket, from the first statement to its recorded end. Nothing is committed
 * before the transaction's mark is in the store, so a process that ends anywhere leaves either
 * nothing, or a mark by which the target tells what became of it.
 */
final class ClaimedRun {
  private final Claim claim;
  private final NewTicket request;
  private final TargetDatabase target;
  private final SchemaCheck schema;
  private final RunStage.Watcher watcher;

  ClaimedRun(Claim claim, TargetDatabase target, SchemaCheck schema, RunStage.Watcher watcher) {
    this.claim = claim;
    this.request = claim.ticket().request();
    this.target = target;
    this.schema = schema;
    this.watcher = watcher;
  }

  /** Runs; what goes wrong before COMMIT is recorded as failed, since it was rolled back. */
  Ticket run(Cancellation cancellation) {
    watcher.reached(RunStage.CLAIMED);
    boolean alone = request.steps().stream().anyMatch(step -> !step.transactional());
    Ticket ended = alone ? byItself(cancellation) : oneTransaction(cancellation);
    watcher.reached(RunStage.RECORDED);
    return ended;
  }

  private Ticket oneTransaction(Cancellation cancellation) {
    if (Fulfilment.DRY_RUN.isRequiredBy(request)) {
      Optional<Ticket> ended = dryRun(cancellation);
      if (ended.isPresent()) {
        return ended.get();
      }
    }
    long began = System.nanoTime();
    List<StatementOutcome> outcomes = new ArrayList<>();
    try (WriteSession session = target.openWrite(limits())) {
      watcher.reached(RunStage.BEGUN);
      String difference = steps(session, outcomes, cancellation);
      if (!difference.isEmpty()) {
        session.rollback();
        return claim.stale(difference);
      }
      enterLedger(session);
      CommitMark mark = session.mark();
      claim.mark(mark(mark));
      watcher.reached(RunStage.MARK_STORED);
      Optional<Ticket> uncertain = commit(session, mark);
      if (uncertain.isPresent()) {
        return uncertain.get();
      }
    } catch (DatabaseException problem) {
      return claim.failed(RunResult.error(problem));
    } catch (RowCeilingPassed passed) {
      return claim.failed(RunResult.error(passed.words()));
    } catch (SallyportException refused) {
      return claim.failed(RunResult.error(String.valueOf(refused.getMessage())));
    }
    watcher.reached(RunStage.COMMITTED);
    return claim.executed(RunResult.of(outcomes, began));
  }

  /** Everything once, and undone; the ticket's end where that already goes wrong. */
  private Optional<Ticket> dryRun(Cancellation cancellation) {
    try (WriteSession session = target.openWrite(limits())) {
      String difference = steps(session, new ArrayList<>(), cancellation);
      session.rollback();
      watcher.reached(RunStage.TRIED);
      return difference.isEmpty() ? Optional.empty() : Optional.of(claim.stale(difference));
    } catch (DatabaseException problem) {
      return Optional.of(claim.failed(RunResult.error(problem)));
    } catch (RowCeilingPassed passed) {
      return Optional.of(claim.failed(RunResult.error("in the dry run, " + passed.words())));
    } catch (SallyportException refused) {
      return Optional.of(claim.failed(RunResult.error(String.valueOf(refused.getMessage()))));
    }
  }

  /** Runs what was approved, as long as it is that; else says how it differs. */
  private String steps(
      WriteSession session, List<StatementOutcome> outcomes, Cancellation cancellation) {
    String difference = schema.difference(session);
    if (!difference.isEmpty()) {
      return difference;
    }
    watcher.reached(RunStage.COMPARED);
    for (int index = 0; index < request.steps().size(); index++) {
      requireUndisturbed();
      String objection = schema.objection(index, session);
      if (!objection.isEmpty()) {
        return objection;
      }
      outcomes.add(session.run(request.steps().get(index).text(), cancellation));
      watcher.reached(RunStage.STATEMENT_DONE);
    }
    RowCeilingPassed.check(session.changedRows(), request.ceilings());
    return schema.laterDifference(session);
  }

  /** Commits; the ticket's end where the answer was lost and the target can't tell. */
  private Optional<Ticket> commit(WriteSession session, CommitMark mark) {
    try {
      session.commit();
      return Optional.empty();
    } catch (DatabaseException problem) {
      if (problem.kind() != DatabaseException.Kind.OUTCOME_UNKNOWN) {
        throw problem;
      }
      return lost(problem, mark);
    }
  }

  private Optional<Ticket> lost(DatabaseException problem, CommitMark mark) {
    try {
      return switch (target.statusOf(mark)) {
        case COMMITTED -> Optional.empty();
        case ABORTED -> throw problem;
        case IN_PROGRESS, UNKNOWN -> Optional.of(claim.unknown(LOST));
      };
    } catch (DatabaseException unreachable) {
      if (unreachable == problem) {
        throw problem;
      }
      return Optional.of(claim.unknown(LOST));
    }
  }

  private static final String LOST =
      "the connection was lost while committing, and the target can't tell what became of it";

  private void requireUndisturbed() {
    Optional<String> interruption = claim.interruption();
    if (interruption.isPresent()) {
      throw SallyportException.environment(interruption.get(), "ask again");
    }
  }

  private void enterLedger(WriteSession session) {
    if (ExecutionLedger.isKeptFor(request)) {
      new ExecutionLedger(session).enter(claim);
      watcher.reached(RunStage.LEDGER_WRITTEN);
    }
  }

  /**
   * A statement that refuses a transaction runs by itself, and only on the schema that was
   * approved: beside it nothing could be undone.
   */
  private Ticket byItself(Cancellation cancellation) {
    if (request.steps().size() > 1) {
      return claim.failed(
          RunResult.error("a statement of the script can't run in a transaction with the others"));
    }
    try (WriteSession session = target.openWrite(limits())) {
      String difference = schema.difference(session);
      if (!difference.isEmpty()) {
        return claim.stale(difference);
      }
    } catch (DatabaseException problem) {
      return claim.failed(RunResult.error(problem));
    }
    return stepByStep(cancellation);
  }

  /**
   * Each step takes effect by itself; the first that fails ends the run, and says how far it came.
   */
  private Ticket stepByStep(Cancellation cancellation) {
    List<Step> steps = request.steps();
    long began = System.nanoTime();
    List<StatementOutcome> outcomes = new ArrayList<>();
    try (LoneSession session = target.openAlone(limits())) {
      watcher.reached(RunStage.BEGUN);
      for (int index = 0; index < steps.size(); index++) {
        claim.stepStarted(index);
        StatementOutcome outcome = session.run(steps.get(index).text(), cancellation);
        outcomes.add(outcome);
        claim.stepDone(index, RunResult.of(outcome));
        watcher.reached(RunStage.STATEMENT_DONE);
      }
    } catch (DatabaseException problem) {
      return endAlone(problem, outcomes.size());
    } catch (RefusedException refused) {
      return claim.failed(RunResult.error(String.valueOf(refused.getMessage())));
    }
    return claim.executed(RunResult.of(outcomes, began));
  }

  private Ticket endAlone(DatabaseException problem, int done) {
    boolean certain = problem.kind() != DatabaseException.Kind.OUTCOME_UNKNOWN;
    if (certain && done == 0) {
      return claim.failed(RunResult.error(problem));
    }
    return claim.unknown(
        "of "
            + request.steps().size()
            + " steps "
            + done
            + (done == 1 ? " was" : " were")
            + " done; the next "
            + (certain ? "failed: " + problem.message() : "was interrupted")
            + "; a step that runs alone is not undone");
  }

  private WriteLimits limits() {
    Obligations obligations = request.obligations();
    return new WriteLimits(
        obligations.timeout(), obligations.lockTimeout(), obligations.rows(), obligations.bytes());
  }

  private ExecutionMark mark(CommitMark mark) {
    return new ExecutionMark(
        mark.transaction(),
        mark.timeline(),
        mark.startPosition(),
        mark.backend(),
        request.database());
  }
}
