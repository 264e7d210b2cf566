package dev.sallyport.server.database;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a database, in words that may be shown: never a connection string, a
 * password, a row or a stack trace of the driver.
 *
 * <p>Has no cause on purpose: the driver's exceptions carry details of rows.
 */
public final class DatabaseException extends SallyportException {
  private static final long serialVersionUID = 1L;

  /** What kind of thing went wrong. */
  public enum Kind {
    /** The connection string or an option of it makes no sense. */
    INVALID_SETTINGS,
    /** No connection could be made, or it broke. */
    UNREACHABLE,
    /** The database did not accept user or password. */
    REFUSED_CREDENTIALS,
    /** The session is not what it must be: a setting can't be pinned, a pooler shares it. */
    UNSAFE_SESSION,
    /** The text is not one statement, and was not sent. */
    NOT_ONE_STATEMENT,
    /** PostgreSQL ran the statement and reported an error. */
    STATEMENT_FAILED,
    /** The statement ran longer than its limit. */
    TIMEOUT,
    /** A lock was not to be had within its limit. */
    LOCK_TIMEOUT,
    /** The request was cancelled. */
    CANCELLED,
    /** One row or message is larger than this process is ready to hold. */
    RESULT_TOO_LARGE,
    /** The connection was lost after the statement was sent: whether it took effect is unknown. */
    OUTCOME_UNKNOWN
  }

  private final Kind kind;
  private final @Nullable String sqlState;
  private final @Nullable String hint;
  private final int position;

  DatabaseException(Kind kind, String message, String help) {
    this(kind, message, help, null, null, -1);
  }

  DatabaseException(
      Kind kind,
      String message,
      String help,
      @Nullable String sqlState,
      @Nullable String hint,
      int position) {
    super(kind == Kind.INVALID_SETTINGS ? ExitCode.USAGE : ExitCode.ENVIRONMENT, message, help);
    this.kind = kind;
    this.sqlState = sqlState;
    this.hint = hint;
    this.position = position;
  }

  public Kind kind() {
    return kind;
  }

  /** What went wrong, in one line; PostgreSQL's own message where it ran the statement. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** PostgreSQL's five-character code; null where PostgreSQL did not speak. */
  public @Nullable String sqlState() {
    return sqlState;
  }

  /** PostgreSQL's own hint; null where it gave none. */
  public @Nullable String hint() {
    return hint;
  }

  /** UTF-16 offset into the statement's text; -1 where there is none. */
  public int position() {
    return position;
  }

  /** The same, for a text that begins elsewhere. */
  DatabaseException movedBy(int units) {
    int moved = position < 0 ? -1 : Math.max(-1, position + units);
    return new DatabaseException(kind, message(), help(), sqlState, hint, moved);
  }
}
