package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.state.HeldLock;
import dev.sallyport.server.migration.lint.state.Locks;
import dev.sallyport.server.migration.lint.state.TableState;

/** A lock that is waited for without end, with everybody behind it. */
final class NoLockTimeout extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "no-lock-timeout",
          "a lock that blocks everybody, and nothing ends the wait for it",
          "a table that an earlier migration made, or that the database has, is locked against"
              + " writers while no lock_timeout is set; said once, of the newest migration, where"
              + " no migration ever sets one, and as a note where others do",
          "while the statement waits for one long transaction, every later reader and writer of the"
              + " table waits behind it",
          "SET LOCAL lock_timeout = '2s' before it, and run the migration again when it strikes; or"
              + " ALTER ROLE ... SET lock_timeout for the role that migrates",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY);",
              "ALTER TABLE users ADD COLUMN email text;",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ADD COLUMN email text;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.transaction().hasLockTimeout()
        || visit.place().applied()
        || !visit.facts().lockTimeout().isEmpty()) {
      return;
    }
    Locks.of(visit.definition(), visit.state(), visit.number()).stream()
        .filter(lock -> !lock.words().equals("REFERENCES") && isInUse(visit, lock))
        .findFirst()
        .ifPresent(
            lock -> {
              boolean lapse = visit.outlook().setsLockTimeout();
              if (lapse && visit.isOnPaper(visit.table(name(lock)))) {
                return;
              }
              Problem problem =
                  Problem.of(
                          this,
                          visit.span(),
                          "nothing ends the wait of `"
                              + lock.words()
                              + "` for its lock on `"
                              + lock.table()
                              + "`",
                          "write `SET LOCAL lock_timeout = '2s';` before it")
                      .because(
                          lapse
                              ? "other migrations set lock_timeout, this one does not"
                              : "no migration sets lock_timeout, and no role that is known",
                          "nothing, if this one did, or the role that migrates");
              visit.report(lapse ? problem.as(Severity.NOTE) : problem);
            });
  }

  /** Of a table that nobody is known to use, one would only guess. */
  private static boolean isInUse(Visit visit, HeldLock lock) {
    return visit.state().find(name(lock)).map(TableState::isKnown).orElse(false);
  }

  private static ObjectName name(HeldLock lock) {
    int dot = lock.table().indexOf('.');
    return dot < 0
        ? ObjectName.of(lock.table())
        : ObjectName.of(lock.table().substring(0, dot), lock.table().substring(dot + 1));
  }
}
