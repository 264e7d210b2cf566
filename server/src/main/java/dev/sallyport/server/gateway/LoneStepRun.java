package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.LoneSession;
import dev.sallyport.server.database.StatementOutcome;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.WriteLimits;
import dev.sallyport.server.database.WriteSession;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Runs a step that PostgreSQL refuses in a transaction, as Prisma does: its row is begun before,
 * and finished after. A process that ends between leaves a row that says so.
 */
final class LoneStepRun {
  private final TargetDatabase target;
  private final WriteLimits limits;
  private final SqlReader reader;
  private final Cancellation cancellation;
  private final RunStage.Watcher watcher;

  LoneStepRun(
      TargetDatabase target,
      WriteLimits limits,
      SqlReader reader,
      Cancellation cancellation,
      RunStage.Watcher watcher) {
    this.target = target;
    this.limits = limits;
    this.reader = reader;
    this.cancellation = cancellation;
    this.watcher = watcher;
  }

  /** Looks whether the history still allows it. */
  void check(Step step) {
    if (step.kind() == Step.Kind.MIGRATION && MigrationStep.of(step).isTracked()) {
      MigrationStep migration = MigrationStep.of(step);
      HistoryRow row = new HistoryRow(migration, "");
      try (WriteSession session = target.openWrite(WriteLimits.DEFAULT)) {
        StepRun.requireNoConflict(
            row, migration, session.run(row.conflicts(), new Cancellation()).result());
      }
    }
  }

  List<StatementOutcome> run(Step step) {
    if (step.kind() != Step.Kind.MIGRATION) {
      try (LoneSession session = target.openAlone(limits)) {
        return List.of(session.run(step.text(), cancellation));
      }
    }
    MigrationStep migration = MigrationStep.of(step);
    HistoryRow row = new HistoryRow(migration, UUID.randomUUID().toString());
    try (LoneSession session = target.openAlone(limits)) {
      if (migration.isTracked()) {
        session.run(row.begun(), new Cancellation());
      }
      watcher.reached(RunStage.STATEMENT_DONE);
      List<StatementOutcome> outcomes = statements(migration, row, session);
      watcher.reached(RunStage.COMMITTED);
      if (migration.isTracked()) {
        session.run(row.finished(), new Cancellation());
      }
      return outcomes;
    }
  }

  private List<StatementOutcome> statements(
      MigrationStep migration, HistoryRow row, LoneSession session) {
    List<StatementOutcome> outcomes = new ArrayList<>();
    try {
      for (Statement statement : PlanStatements.sent(migration.sql(), reader)) {
        outcomes.add(session.run(statement.text(), cancellation));
      }
      return outcomes;
    } catch (DatabaseException problem) {
      if (migration.isTracked() && problem.kind() != DatabaseException.Kind.OUTCOME_UNKNOWN) {
        session.run(
            row.failedAfterBegun(FailureRecord.logs(migration, problem)), new Cancellation());
      }
      throw problem;
    }
  }
}
