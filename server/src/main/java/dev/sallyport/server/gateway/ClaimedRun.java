package dev.sallyport.server.gateway;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.ExecutionMark;
import dev.sallyport.server.approval.NewTicket;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.CommitMark;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.StatementOutcome;
import dev.sallyport.server.database.TargetDatabase;
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
  private static final String LOST =
      "the connection was lost while committing, and the target can't tell what became of it";

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
    Ticket ended =
        isOneTransaction()
            ? oneTransaction(cancellation)
            : new PartedRun(claim, target, schema, watcher).run(cancellation);
    watcher.reached(RunStage.RECORDED);
    return ended;
  }

  private boolean isOneTransaction() {
    return request.steps().stream().allMatch(Step::transactional)
        && PlanPart.of(request.steps()).size() == 1;
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
    try (WriteSession session = target.openWrite(RunLimits.of(request.obligations()))) {
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
      if (!new CertainCommit(target).of(session, mark)) {
        return claim.unknown(LOST);
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
    try (WriteSession session = target.openWrite(RunLimits.of(request.obligations()))) {
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

  private ExecutionMark mark(CommitMark mark) {
    return new ExecutionMark(
        mark.transaction(),
        mark.timeline(),
        mark.startPosition(),
        mark.backend(),
        request.database());
  }
}
