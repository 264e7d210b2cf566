package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.CommitMark;
import dev.sallyport.server.database.DatabaseException;
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
 * One run of an operation's plan under Prisma's lock, part after part. A part that PostgreSQL can
 * run in a transaction takes effect with its row of the history and its marks, or not at all; the
 * first that fails ends the run, is recorded as Prisma would, and what was done before it stays.
 */
final class PlanRun {
  private final RunOrder order;
  private final SqlReader reader;
  private final TargetDatabase target;
  private final RunJournal journal;
  private final PlannedSchema schema;
  private final ProjectWriter files;
  private final RunStage.Watcher watcher;
  private final RunProgress progress;
  private final Map<String, Long> changed = new HashMap<>();

  /** What is to be run, and within which bounds. */
  record RunOrder(List<Step> steps, WriteLimits limits, Map<String, Long> ceilings) {}

  PlanRun(
      RunOrder order,
      SqlReader reader,
      TargetDatabase target,
      RunJournal journal,
      PlannedSchema schema,
      ProjectWriter files,
      RunStage.Watcher watcher) {
    this.order = order;
    this.reader = reader;
    this.target = target;
    this.journal = journal;
    this.schema = schema;
    this.files = files;
    this.watcher = watcher;
    this.progress = new RunProgress(order.steps());
  }

  RunEnd run(Cancellation cancellation) {
    watcher.reached(RunStage.CLAIMED);
    if (order.steps().stream().allMatch(step -> step.kind() == Step.Kind.COMMAND)) {
      return progress.done();
    }
    try {
      PlanFiles written = new PlanFiles(files);
      written.check(order.steps());
      return underLock(cancellation, written);
    } catch (DatabaseException problem) {
      return progress.failed(problem);
    } catch (RefusedException refused) {
      return progress.failed(String.valueOf(refused.getMessage()));
    } catch (SallyportException refused) {
      return progress.failed(refused.getMessage() + "; " + refused.help());
    }
  }

  private RunEnd underLock(Cancellation cancellation, PlanFiles written) {
    try (HistoryLock lock = HistoryLock.take(target)) {
      for (PlanPart part : PlanPart.of(order.steps())) {
        lock.requireHeld();
        Optional<String> interruption = journal.interruption();
        if (interruption.isPresent()) {
          return progress.failed(interruption.get());
        }
        RunEnd end =
            order.steps().get(part.first()).transactional()
                ? together(part, cancellation, written)
                : alone(part, cancellation, written);
        if (end != null) {
          return end;
        }
      }
    }
    return progress.done();
  }

  /** Null where the part took effect and the run goes on. */
  private @Nullable RunEnd together(PlanPart part, Cancellation cancellation, PlanFiles written) {
    journal.started(part.last());
    int at = part.first();
    List<StatementOutcome> outcomes = new ArrayList<>();
    try (WriteSession session = target.openWrite(order.limits())) {
      watcher.reached(RunStage.BEGUN);
      String difference = schema.difference(session);
      if (!difference.isEmpty()) {
        session.rollback();
        return progress.stale(difference);
      }
      for (; at <= part.last(); at++) {
        Step step = order.steps().get(at);
        outcomes.addAll(new StepRun(session, schema, reader, cancellation).run(step));
        watcher.reached(RunStage.STATEMENT_DONE);
      }
      checkCeilings(session);
      schema.remember(session, part.last() + 1);
      journal.enterLedger(session);
      written.write(order.steps().subList(part.first(), part.last() + 1));
      watcher.reached(RunStage.LEDGER_WRITTEN);
      CommitMark mark = session.mark();
      journal.mark(mark);
      watcher.reached(RunStage.MARK_STORED);
      if (!new CertainCommit(target).of(session, mark)) {
        return progress.unknown();
      }
    } catch (HistoryMoved moved) {
      return progress.stale(moved.words());
    } catch (RowCeilingPassed passed) {
      written.undo();
      return progress.failed(passed.words());
    } catch (DatabaseException problem) {
      written.undo();
      record(order.steps().get(Math.min(at, part.last())), problem);
      return progress.failed(order.steps().get(Math.min(at, part.last())), problem);
    } catch (RuntimeException problem) {
      written.undo();
      throw problem;
    }
    watcher.reached(RunStage.COMMITTED);
    written.keep();
    journal.done(part.last(), progress.part(part, outcomes));
    return null;
  }

  private void checkCeilings(WriteSession session) {
    session
        .changedRows()
        .forEach(
            (table, rows) -> {
              if (!table.endsWith("._prisma_migrations")) {
                changed.merge(table, rows, Long::sum);
              }
            });
    RowCeilingPassed.check(changed, order.ceilings());
  }

  /** A file that is written by its own ticket leaves nothing behind where it fails. */
  private void record(Step step, DatabaseException problem) {
    if (step.kind() == Step.Kind.MIGRATION) {
      MigrationStep migration = MigrationStep.of(step);
      if (migration.isTracked() && migration.runs() && !migration.isWritten()) {
        new FailureRecord(target, migration).keep(problem);
      }
    }
  }

  private @Nullable RunEnd alone(PlanPart part, Cancellation cancellation, PlanFiles written) {
    try (WriteSession session = target.openWrite(order.limits())) {
      watcher.reached(RunStage.BEGUN);
      String difference = schema.difference(session);
      if (!difference.isEmpty()) {
        session.rollback();
        return progress.stale(difference);
      }
      journal.enterLedger(session);
      session.commit();
    }
    Step step = order.steps().get(part.first());
    LoneStepRun run = new LoneStepRun(target, order.limits(), reader, cancellation, watcher);
    try {
      run.check(step);
      journal.started(part.last());
      written.write(List.of(step));
      List<StatementOutcome> outcomes = run.run(step);
      written.keep();
      journal.done(part.last(), progress.part(part, outcomes));
    } catch (HistoryMoved moved) {
      return progress.stale(moved.words());
    } catch (DatabaseException problem) {
      return problem.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN
          ? progress.unknown()
          : progress.failed(step, problem);
    }
    try (WriteSession session = target.openWrite(order.limits())) {
      schema.remember(session, part.last() + 1);
    }
    return null;
  }
}
