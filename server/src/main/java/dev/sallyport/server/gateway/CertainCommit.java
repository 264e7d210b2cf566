package dev.sallyport.server.gateway;

import dev.sallyport.server.database.CommitMark;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.WriteSession;
import dev.sallyport.server.database.XactStatus;

/** Commits, and asks the target what became of it where the answer was lost. */
record CertainCommit(TargetDatabase target) {

  /**
   * False where the answer was lost and the target can't tell.
   *
   * @throws DatabaseException where it was certainly rolled back
   */
  boolean of(WriteSession session, CommitMark mark) {
    try {
      session.commit();
      return true;
    } catch (DatabaseException problem) {
      if (problem.kind() != DatabaseException.Kind.OUTCOME_UNKNOWN) {
        throw problem;
      }
      return switch (status(mark)) {
        case COMMITTED -> true;
        case ABORTED -> throw problem;
        case IN_PROGRESS, UNKNOWN -> false;
      };
    }
  }

  private XactStatus status(CommitMark mark) {
    try {
      return target.statusOf(mark);
    } catch (DatabaseException unreachable) {
      return XactStatus.UNKNOWN;
    }
  }
}
