package dev.sallyport.server.gateway;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Claim;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a claimed script that one transaction can't hold, part after part. Each part is
 * recorded before it begins and after it took effect. The first that fails ends the run; what was
 * done before stays, and the ticket says which parts that is.
 */
final class PartedRun {
  private final Claim claim;
  private final List<Step> steps;
  private final ClaimJournal journal;
  private final TargetDatabase target;
  private final SchemaCheck schema;
  private final RunStage.Watcher watcher;
  private final WriteLimits limits;
  private final PartedProgress progress;
  private final Map<String, Long> changed = new HashMap<>();

  PartedRun(Claim claim, TargetDatabase target, SchemaCheck schema, RunStage.Watcher watcher) {
    this.claim = claim;
    this.steps = claim.ticket().request().steps();
    this.journal = new ClaimJournal(claim);
    this.target = target;
    this.schema = schema;
    this.watcher = watcher;
    this.limits = RunLimits.of(claim.ticket().request().obligations());
    this.progress = new PartedProgress(steps);
  }

  Ticket run(Cancellation cancellation) {
    for (PlanPart part : PlanPart.of(steps)) {
      Ticket ended = ended(part, cancellation);
      if (ended != null) {
        return ended;
      }
    }
    return claim.executed(progress.done());
  }

  /** Null where the part took effect and the run goes on. */
  private @Nullable Ticket ended(PlanPart part, Cancellation cancellation) {
    try {
      requireUndisturbed();
      return steps.get(part.first()).transactional()
          ? together(part, cancellation)
          : alone(part, cancellation);
    } catch (DatabaseException problem) {
      return claim.failed(progress.undone(RunResult.error(problem)));
    } catch (RowCeilingPassed passed) {
      return claim.failed(progress.undone(RunResult.error(passed.words())));
    } catch (SallyportException refused) {
      return claim.failed(progress.undone(RunResult.error(String.valueOf(refused.getMessage()))));
    }
  }

  /** A run of which something took effect is never told as one that did not happen. */
  private Ticket changed(String difference) {
    return progress.hasBegun()
        ? claim.failed(progress.undone(RunResult.error(difference)))
        : claim.stale(difference);
  }

  private @Nullable Ticket together(PlanPart part, Cancellation cancellation) {
    journal.started(part.last());
    List<StatementOutcome> outcomes = new ArrayList<>();
    try (WriteSession session = target.openWrite(limits)) {
      watcher.reached(RunStage.BEGUN);
      String difference = statements(part, session, outcomes, cancellation);
      if (!difference.isEmpty()) {
        session.rollback();
        return changed(difference);
      }
      schema.expectAfter(session, part.last() + 1);
      journal.enterLedger(session);
      watcher.reached(RunStage.LEDGER_WRITTEN);
      CommitMark mark = session.mark();
      journal.mark(mark);
      watcher.reached(RunStage.MARK_STORED);
      if (!new CertainCommit(target).of(session, mark)) {
        return claim.unknown(progress.lost());
      }
    }
    watcher.reached(RunStage.COMMITTED);
    journal.done(part.last(), progress.took(outcomes));
    watcher.reached(RunStage.PART_RECORDED);
    return null;
  }

  private String statements(
      PlanPart part,
      WriteSession session,
      List<StatementOutcome> outcomes,
      Cancellation cancellation) {
    String difference = schema.difference(session);
    if (!difference.isEmpty()) {
      return difference;
    }
    watcher.reached(RunStage.COMPARED);
    for (int index = part.first(); index <= part.last(); index++) {
      requireUndisturbed();
      String objection = schema.objection(index, session);
      if (!objection.isEmpty()) {
        return objection;
      }
      outcomes.add(session.run(steps.get(index).text(), cancellation));
      watcher.reached(RunStage.STATEMENT_DONE);
    }
    session.changedRows().forEach((table, rows) -> changed.merge(table, rows, Long::sum));
    RowCeilingPassed.check(changed, claim.ticket().request().ceilings());
    return schema.laterDifference(session);
  }

  /** Looks in a transaction of its own whether it still is what was approved, and then runs it. */
  private @Nullable Ticket alone(PlanPart part, Cancellation cancellation) {
    InvalidIndexes before;
    try (WriteSession session = target.openWrite(limits)) {
      String difference = schema.difference(session);
      if (difference.isEmpty()) {
        difference = schema.objection(part.first(), session);
      }
      if (!difference.isEmpty()) {
        session.rollback();
        return changed(difference);
      }
      before = InvalidIndexes.in(session.catalog());
      journal.enterLedger(session);
      session.commit();
    }
    journal.started(part.last());
    List<StatementOutcome> outcomes;
    try (LoneSession session = target.openAlone(limits)) {
      watcher.reached(RunStage.BEGUN);
      outcomes = List.of(session.run(steps.get(part.first()).text(), cancellation));
      watcher.reached(RunStage.STATEMENT_DONE);
    } catch (DatabaseException problem) {
      return problem.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN
          ? claim.unknown(progress.lost())
          : claim.failed(progress.failedAlone(problem, before.sinceThen(target)));
    }
    journal.done(part.last(), progress.took(outcomes));
    watcher.reached(RunStage.PART_RECORDED);
    return part.last() == steps.size() - 1 ? null : afterAlone(part);
  }

  /** What is there now beside the lone statement's own work is what was there before it. */
  private @Nullable Ticket afterAlone(PlanPart part) {
    try (WriteSession session = target.openWrite(limits)) {
      String difference = schema.differenceAfterAlone(session, part.last());
      session.rollback();
      return difference.isEmpty() ? null : changed(difference);
    }
  }

  private void requireUndisturbed() {
    Optional<String> interruption = claim.interruption();
    if (interruption.isPresent()) {
      throw SallyportException.environment(interruption.get(), "ask again");
    }
  }
}
