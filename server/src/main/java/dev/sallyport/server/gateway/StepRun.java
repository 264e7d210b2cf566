package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.QueryResult;
import dev.sallyport.server.database.StatementOutcome;
import dev.sallyport.server.database.WriteSession;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs one step of a plan within the transaction of its part. */
final class StepRun {
  /** How many rows a statement about the history has to change: others moved it otherwise. */
  static final String ROWS = "rows";

  private final WriteSession session;
  private final PlannedSchema schema;
  private final SqlReader reader;
  private final Cancellation cancellation;

  StepRun(WriteSession session, PlannedSchema schema, SqlReader reader, Cancellation cancellation) {
    this.session = session;
    this.schema = schema;
    this.reader = reader;
    this.cancellation = cancellation;
  }

  /**
   * Runs it.
   *
   * @throws HistoryMoved where the history is not what the plan was made from
   */
  List<StatementOutcome> run(Step step) {
    return switch (step.kind()) {
      case STATEMENT -> List.of(statement(step));
      case MIGRATION -> migration(MigrationStep.of(step));
      case COMMAND -> List.of();
    };
  }

  private StatementOutcome statement(Step step) {
    StatementOutcome outcome = session.run(step.text(), cancellation);
    int expected = step.details().getInt(ROWS, -1);
    if (expected >= 0 && outcome.rows() != expected) {
      throw new HistoryMoved(
          "the history is not what it was: a statement about it met "
              + outcome.rows()
              + " rows instead of "
              + expected);
    }
    return outcome;
  }

  private List<StatementOutcome> migration(MigrationStep migration) {
    HistoryRow row = new HistoryRow(migration, UUID.randomUUID().toString());
    if (migration.isTracked()) {
      requireNoConflict(row, migration, session.run(row.conflicts(), cancellation).result());
      session.run(migration.runs() ? row.begun() : row.recorded(), cancellation);
    }
    List<StatementOutcome> outcomes = new ArrayList<>();
    if (migration.runs()) {
      for (Statement statement : PlanStatements.sent(migration.sql(), reader)) {
        if (!outcomes.isEmpty()) {
          schema.requireAgreed(statement, session);
        }
        outcomes.add(session.run(statement.text(), cancellation));
      }
      if (migration.isTracked()) {
        session.run(row.finished(), cancellation);
      }
    }
    return outcomes;
  }

  static void requireNoConflict(HistoryRow row, MigrationStep migration, QueryResult conflicts) {
    if (conflicts.rows().isEmpty()) {
      return;
    }
    List<@Nullable Object> found = conflicts.rows().get(0);
    boolean same = migration.name().equals(found.get(0));
    boolean failed = Boolean.TRUE.equals(found.get(1));
    throw new HistoryMoved(
        "`"
            + found.get(0)
            + (failed ? "` failed" : "` was applied")
            + " meanwhile"
            + (same ? "" : ", and blocks what comes after it"));
  }
}
