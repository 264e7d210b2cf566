package dev.sallyport.server.migration.lint.rule;

/**
 * What a statement does to a table that is there: its strongest lock, and whether it reads or
 * writes all of it. A test measures every one of them on PostgreSQL.
 *
 * @param rule the rule that speaks of the statement, or tells to write it
 * @param given what makes the difference, in words; empty where nothing does
 * @param setup what is there before; {@code t} is the table that is locked
 * @param rewrite whether every row is written anew
 * @param scan whether every row is read
 */
public record Impact(
    String rule,
    String given,
    String setup,
    String statement,
    Lock lock,
    boolean rewrite,
    boolean scan) {

  /** The same claim, with what it depends on. */
  Impact given(String words) {
    return new Impact(rule, words, setup, statement, lock, rewrite, scan);
  }

  /** Table locks, weakest first, as {@code pg_locks} names them. */
  public enum Lock {
    ACCESS_SHARE("AccessShareLock", "nobody"),
    ROW_SHARE("RowShareLock", "nobody"),
    ROW_EXCLUSIVE("RowExclusiveLock", "nobody"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", "nobody"),
    SHARE("ShareLock", "writers"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", "writers"),
    EXCLUSIVE("ExclusiveLock", "writers"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", "readers and writers");

    private final String mode;
    private final String blocked;

    Lock(String mode, String blocked) {
      this.mode = mode;
      this.blocked = blocked;
    }

    /** The mode in {@code pg_locks}. */
    public String mode() {
      return mode;
    }

    /** Who waits meanwhile. */
    public String blocked() {
      return blocked;
    }

    /** The lock in SQL's words. */
    public String words() {
      return name().replace('_', ' ');
    }
  }
}
