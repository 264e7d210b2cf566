package dev.sallyport.server.gateway;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Recovered;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ReadLimits;
import dev.sallyport.server.database.ReadSession;
import dev.sallyport.server.database.TargetDatabase;
import java.util.List;

/**
 * The files of a run whose process ended after it had written them and before they took effect. One
 * that Prisma would take for pending is taken away again, so that no deployment picks it up.
 */
record LeftBehind(TargetDatabase target, ProjectWriter files) {

  /** Clears up after a run that recovery found to have failed. */
  void clear(Recovered recovered) {
    if (recovered.ticket().state() instanceof TicketState.Failed failed
        && isHere(recovered.ticket())) {
      List<Step> steps = recovered.ticket().request().steps();
      PlanPart.of(steps).stream()
          .skip(failed.error().getInt("kept", 0))
          .flatMap(part -> steps.subList(part.first(), part.last() + 1).stream())
          .filter(step -> step.kind() == Step.Kind.MIGRATION)
          .map(MigrationStep::of)
          .filter(migration -> migration.isWritten() && migration.isTracked())
          .forEach(this::takeAway);
    }
  }

  private boolean isHere(Ticket ticket) {
    try {
      return Place.pinned(target.identity()).toJson().equals(ticket.request().database());
    } catch (DatabaseException unreachable) {
      return false;
    }
  }

  /** What can't be told or taken away stays: it is pending, and {@code status} says so. */
  private void takeAway(MigrationStep migration) {
    try {
      if (!hasRow(migration)) {
        files.undo(migration.project(), migration.path(), migration.bytes());
      }
    } catch (SallyportException e) {
      // Told by `status` as what it is.
    }
  }

  private boolean hasRow(MigrationStep migration) {
    try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      String rows = new HistoryRow(migration, "").any();
      return !session.query(rows, ReadLimits.DEFAULT, new Cancellation()).rows().isEmpty();
    }
  }
}
