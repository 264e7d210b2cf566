package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.ExecutionMark;
import dev.sallyport.server.approval.PinnedIdentity;
import dev.sallyport.server.approval.TransactionFate;
import dev.sallyport.server.database.CommitMark;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.TargetDatabase;

/** Asks the target what became of a marked transaction. */
record Fates(TargetDatabase target) {

  /** Unknown on another database than the mark's; unreachable where nobody answers. */
  TransactionFate of(ExecutionMark mark) {
    try {
      PinnedIdentity now = Place.pinned(target.identity());
      if (!now.toJson().equals(mark.database())) {
        return TransactionFate.UNKNOWN;
      }
      return switch (target.statusOf(
          new CommitMark(
              mark.transaction(),
              now.system(),
              Math.toIntExact(mark.timeline()),
              mark.lsn(),
              mark.backend()))) {
        case COMMITTED -> TransactionFate.COMMITTED;
        case ABORTED -> TransactionFate.ABORTED;
        case IN_PROGRESS -> TransactionFate.IN_PROGRESS;
        case UNKNOWN -> TransactionFate.UNKNOWN;
      };
    } catch (DatabaseException e) {
      return TransactionFate.UNREACHABLE;
    }
  }
}
