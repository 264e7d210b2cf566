package dev.sallyport.server.database;

import dev.sallyport.server.database.DatabaseException.Kind;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The driver's exceptions in our words. From PostgreSQL's own errors only the SQLSTATE, the
 * message, the hint and the position pass; the detail quotes rows.
 */
final class DriverErrors {
  private static final int LONGEST_MESSAGE = 2_000;
  private static final Set<String> CREDENTIALS = Set.of("28P01", "28000", "08004");

  /** No right to set it, no such setting, no such value. */
  private static final Set<String> REFUSED_SETTINGS = Set.of("42501", "42704", "22023");

  private DriverErrors() {}

  /** What a failed attempt to connect means. */
  static DatabaseException connecting(ConnectionSettings settings, SQLException error) {
    String state = String.valueOf(error.getSQLState());
    String place = "`" + settings + "`";
    if (CREDENTIALS.contains(state)) {
      return new DatabaseException(
          Kind.REFUSED_CREDENTIALS,
          "the database at " + place + " refused user or password",
          "check user and password of the database address, and `pg_hba.conf` for this host",
          state,
          null,
          -1);
    }
    if (state.equals("3D000")) {
      return unreachable(
          "there is no database of that name at " + place,
          "check the database address, or create the database",
          state);
    }
    if (state.equals("53300")) {
      return unreachable(
          "the database at " + place + " has no connection left",
          "close other sessions, or raise `max_connections`",
          state);
    }
    if (REFUSED_SETTINGS.contains(state)) {
      return new DatabaseException(
          Kind.INVALID_SETTINGS,
          "the database at " + place + " refused a setting in `options` of its address",
          "leave out what the role may not set, or what this server does not know",
          state,
          null,
          -1);
    }
    Throwable cause = innermost(error);
    if (cause instanceof UnknownHostException) {
      return unreachable("the host of " + place + " is not known", "check the host's name", state);
    }
    if (cause instanceof SSLException || cause instanceof java.security.GeneralSecurityException) {
      return unreachable(
          "no encrypted connection to " + place + " could be made",
          "check `sslmode`, `sslrootcert` and the server's certificate",
          state);
    }
    if (cause instanceof SocketTimeoutException) {
      return unreachable(
          "the database at " + place + " did not answer in time",
          "check that it runs, and that no firewall stands in between",
          state);
    }
    if (cause instanceof java.io.FileNotFoundException) {
      return unreachable(
          "a certificate or key file of the database address can't be read",
          "check `sslrootcert`, `sslcert` and `sslkey`",
          state);
    }
    return unreachable(
        "the database at " + place + " can't be reached",
        "check that it runs and listens there",
        state);
  }

  /**
   * What an error on an open connection means.
   *
   * @param text what was sent, for the position
   * @param cancelled whether we had asked to cancel
   */
  static DatabaseException running(SQLException error, String text, boolean cancelled) {
    ServerErrorMessage spoken =
        error instanceof PSQLException ours ? ours.getServerErrorMessage() : null;
    // The driver reports a heap that has no room for a row in words of its own.
    boolean noRoom = spoken == null && "53200".equals(error.getSQLState());
    if (noRoom || innermost(error) instanceof FrameGuard.TooLarge) {
      return tooLarge();
    }
    if (spoken == null && "0A000".equals(error.getSQLState())) {
      return new DatabaseException(
          Kind.STATEMENT_FAILED,
          "COPY to or from the client is not supported",
          "use SELECT to read rows and INSERT to write them",
          "0A000",
          null,
          -1);
    }
    if (spoken == null) {
      return cancelled ? cancelled(null) : lost(error.getSQLState());
    }
    String state = String.valueOf(spoken.getSQLState());
    return switch (state) {
      case "57014" -> cancelled ? cancelled(state) : timeout(state);
      case "55P03" ->
          new DatabaseException(
              Kind.LOCK_TIMEOUT,
              "another session holds a lock that the statement needs",
              "try again later, or find the session in `pg_stat_activity`",
              state,
              null,
              -1);
      case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04" -> lost(state);
      default ->
          new DatabaseException(
              Kind.STATEMENT_FAILED,
              shortened(spoken.getMessage()),
              "correct the statement and try again",
              state,
              spoken.getHint() == null ? null : shortened(spoken.getHint()),
              position(spoken.getPosition(), text));
    };
  }

  static DatabaseException tooLarge() {
    return new DatabaseException(
        Kind.RESULT_TOO_LARGE,
        "one value or message of the result is larger than this proxy holds",
        "select fewer columns, or a part of the value, such as `left(column, 1000)`");
  }

  static DatabaseException timeout(@Nullable String state) {
    return new DatabaseException(
        Kind.TIMEOUT,
        "the statement ran longer than its limit",
        "narrow it down, look at `EXPLAIN`, or ask for a longer limit in the policy",
        state,
        null,
        -1);
  }

  static DatabaseException cancelled(@Nullable String state) {
    return new DatabaseException(
        Kind.CANCELLED,
        "the request was cancelled",
        "ask again if it is still wanted",
        state,
        null,
        -1);
  }

  static DatabaseException lost(@Nullable String state) {
    return new DatabaseException(
        Kind.UNREACHABLE,
        "the connection to the database was lost",
        "try again; what had not been committed is undone",
        state,
        null,
        -1);
  }

  private static DatabaseException unreachable(String message, String help, String state) {
    return new DatabaseException(Kind.UNREACHABLE, message, help, state, null, -1);
  }

  private static Throwable innermost(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String shortened(@Nullable String text) {
    String line = text == null ? "" : text;
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
  }

  /** PostgreSQL counts characters from 1; we count UTF-16 units from 0. */
  private static int position(int character, String text) {
    if (character < 1 || character > text.codePointCount(0, text.length()) + 1) {
      return -1;
    }
    return text.offsetByCodePoints(0, character - 1);
  }
}
