package dev.sallyport.server.gateway;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.LoneSession;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.WriteLimits;
import java.time.Duration;

/**
 * Prisma's advisory lock around work on migrations, held for a whole run by a session of its own:
 * whoever deploys meanwhile, Prisma itself included, waits.
 */
final class HistoryLock implements AutoCloseable {
  /** The number and the time are Prisma's own. */
  private static final String LOCK = "SELECT pg_catalog.pg_advisory_lock(72707369)";

  private static final WriteLimits LIMITS =
      new WriteLimits(Duration.ofSeconds(15), Duration.ofSeconds(10), 1, 1_000);

  private final LoneSession session;

  private HistoryLock(LoneSession session) {
    this.session = session;
  }

  /**
   * Takes the lock, and waits for it up to ten seconds.
   *
   * @throws SallyportException where somebody else holds it
   */
  static HistoryLock take(TargetDatabase target) {
    LoneSession session = target.openAlone(LIMITS);
    try {
      session.run(LOCK, new Cancellation());
      return new HistoryLock(session);
    } catch (DatabaseException problem) {
      session.close();
      if (problem.kind() == DatabaseException.Kind.LOCK_TIMEOUT) {
        throw SallyportException.environment(
            "another deployment is under way: it holds Prisma's advisory lock 72707369",
            "wait until it has ended, look at `status`, then ask again");
      }
      throw problem;
    } catch (RuntimeException problem) {
      session.close();
      throw problem;
    }
  }

  /**
   * Asks its session for a sign of life: a lock ends with its session.
   *
   * @throws DatabaseException where it is gone
   */
  void requireHeld() {
    session.run("SELECT 1", new Cancellation());
  }

  /** Wiping the connection gives the lock back. */
  @Override
  public void close() {
    session.close();
  }
}
