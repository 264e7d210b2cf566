package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.state.HeldLock;
import dev.sallyport.server.migration.lint.state.Locks;
import dev.sallyport.server.migration.lint.state.TableState;

/** A lock that is waited for without end, with everybody behind it. */
final class NoLockTimeout extends Rule {
  /** A wait, in milliseconds, that is as good as none that ends. */
  private static final long LONGEST = 60_000;

  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "no-lock-timeout",
          "a lock that blocks everybody, and nothing ends the wait for it",
          "a table that an earlier migration made, or that the database has, is locked against"
              + " writers while neither lock_timeout nor statement_timeout is set; said once, of"
              + " the newest migration, where no migration ever sets one, and as a note where"
              + " others do; also where the one that is set is longer than a minute",
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
    long wait = visit.transaction().longestWait();
    if (wait <= LONGEST || visit.place().applied() || !visit.facts().lockTimeout().isEmpty()) {
      return;
    }
    boolean chosen = visit.transaction().hasLockTimeout();
    Locks.of(visit.definition(), visit.state(), visit.number()).stream()
        .filter(lock -> !lock.words().equals("REFERENCES") && (chosen || isInUse(visit, lock)))
        .findFirst()
        .ifPresent(
            lock -> {
              if (chosen) {
                visit.report(tooLong(visit, lock, wait));
              } else if (!visit.outlook().setsLockTimeout()
                  || !visit.isOnPaper(visit.table(name(lock)))) {
                visit.report(endless(visit, lock));
              }
            });
  }

  private Problem tooLong(Visit visit, HeldLock lock, long wait) {
    return Problem.of(
            this,
            visit.span(),
            "`"
                + lock.words()
                + "` may wait "
                + wait / 1_000
                + " s for its lock on `"
                + lock.table()
                + "`, with everybody behind it",
            "write `SET LOCAL lock_timeout = '2s';` before it")
        .because("the timeout that is set is longer than a minute", "nothing, if it were shorter");
  }

  private Problem endless(Visit visit, HeldLock lock) {
    boolean lapse = visit.outlook().setsLockTimeout();
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
    return lapse ? problem.as(Severity.NOTE) : problem;
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
