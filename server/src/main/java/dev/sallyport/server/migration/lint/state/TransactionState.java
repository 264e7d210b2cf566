package dev.sallyport.server.migration.lint.state;

import dev.sallyport.policy.sql.definition.Definition.Control.Verb;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The transaction in which a statement of a file runs, and what happened in it before. */
public final class TransactionState {
  /** How the statements of a file come to be in one transaction. */
  public enum Kind {
    /** Each by itself. */
    NONE,
    /** The runner sends the whole file as one message. */
    IMPLICIT,
    /** The file says BEGIN. */
    EXPLICIT
  }

  private final boolean oneMessage;
  private Kind kind;
  private final Map<String, HeldLock> locks = new LinkedHashMap<>();
  private final Map<String, String> notValid = new HashMap<>();
  private final Set<String> enumValues = new HashSet<>();
  private final Waits lockWaits = new Waits();
  private final Waits statementWaits = new Waits();

  /**
   * @param oneMessage whether everything is sent as one message, and so is one transaction
   */
  public TransactionState(boolean oneMessage) {
    this.oneMessage = oneMessage;
    kind = oneMessage ? Kind.IMPLICIT : Kind.NONE;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether statements share a transaction here. */
  public boolean isOpen() {
    return kind != Kind.NONE;
  }

  /** Whether the whole file is one message, in which nothing may refuse transactions. */
  public boolean isOneMessage() {
    return oneMessage;
  }

  /** Locks on tables that others use, taken since the transaction began: the strongest of each. */
  public Collection<HeldLock> locks() {
    return Collections.unmodifiableCollection(locks.values());
  }

  /**
   * After how many milliseconds the wait for a lock ends here, by lock_timeout or
   * statement_timeout; {@link Long#MAX_VALUE} where nothing ends it.
   */
  public long longestWait() {
    return Math.min(lockWaits.milliseconds(), statementWaits.milliseconds());
  }

  /** Whether the constraint was added here without looking at the rows. */
  public boolean addedNotValid(String table, String constraint) {
    return table.equals(notValid.get(constraint));
  }

  /** Whether a value was added to an enum here. */
  public boolean addedEnumValue(String value) {
    return enumValues.contains(value);
  }

  public void control(Verb verb) {
    switch (verb) {
      case BEGIN -> kind = Kind.EXPLICIT;
      case COMMIT, ROLLBACK -> end();
      case SAVEPOINT -> {
        // The transaction goes on.
      }
    }
  }

  private void end() {
    kind = oneMessage ? Kind.IMPLICIT : Kind.NONE;
    forget();
    lockWaits.endLocal();
    statementWaits.endLocal();
  }

  /** Where each statement is a transaction of its own, nothing outlives it. */
  public void statementEnds() {
    if (kind == Kind.NONE) {
      forget();
    }
  }

  private void forget() {
    locks.clear();
    notValid.clear();
    enumValues.clear();
  }

  public void hold(HeldLock lock) {
    locks.merge(
        lock.table(), lock, (held, more) -> more.readersToo() && !held.readersToo() ? more : held);
  }

  public void notValid(String table, String constraint) {
    notValid.put(constraint, table);
  }

  public void enumValue(String value) {
    enumValues.add(value);
  }

  /** Whether a lock_timeout, however long, ends the wait for a lock here. */
  public boolean hasLockTimeout() {
    return lockWaits.milliseconds() != Long.MAX_VALUE;
  }

  /** SET of a parameter; what is not about waiting does not matter here. */
  public void set(String parameter, String value, boolean local) {
    if (parameter.equals("lock_timeout")) {
      lockWaits.set(value, local);
    } else if (parameter.equals("statement_timeout")) {
      statementWaits.set(value, local);
    }
  }
}
