package dev.sallyport.server.database;

import dev.sallyport.server.database.DatabaseException.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ConnectionFactory;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Oid;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.HostSpec;

/**
 * One connection to PostgreSQL, below JDBC's {@code Statement}: a text goes out byte for byte as
 * one Parse message of the extended protocol, which PostgreSQL itself refuses if it holds more than
 * one statement.
 *
 * <p>The driver's {@code Statement} would first take the text apart with a parser of its own, a
 * third reading that nobody checked. Not for two threads at once, but for {@link #cancel} and
 * {@link #abort}.
 */
final class Wire implements AutoCloseable {
  private static final Duration SLACK = Duration.ofSeconds(10);
  private static final String DISCARD = "DISCARD ALL";
  private static final int EXTENDED =
      QueryExecutor.QUERY_ONESHOT
          | QueryExecutor.QUERY_NO_BINARY_TRANSFER
          | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS;

  /** Whether a message opens a transaction on its way. */
  enum Begin {
    NO(QueryExecutor.QUERY_SUPPRESS_BEGIN),
    READ_ONLY(QueryExecutor.QUERY_READ_ONLY_HINT),
    READ_WRITE(0);

    private final int flag;

    Begin(int flag) {
      this.flag = flag;
    }
  }

  private final QueryExecutor executor;
  private final FrameGuard guard;
  private volatile boolean cancelled;

  private Wire(QueryExecutor executor, FrameGuard guard) {
    this.executor = executor;
    this.guard = guard;
  }

  static Wire connect(ConnectionSettings settings) {
    FrameGuard guard = new FrameGuard();
    Properties properties = new Properties();
    properties.putAll(settings.properties());
    properties.setProperty("user", settings.user());
    properties.setProperty("PGDBNAME", settings.database());
    if (settings.password() != null) {
      properties.setProperty("password", settings.password());
    }
    properties.putIfAbsent("connectTimeout", "10");
    properties.setProperty("socketTimeout", properties.getProperty("connectTimeout"));
    properties.setProperty("cancelSignalTimeout", "5");
    properties.setProperty("ApplicationName", "sallyport");
    properties.setProperty("assumeMinServerVersion", "13");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("preferQueryMode", "extended");
    properties.setProperty("preparedStatementCacheQueries", "0");
    properties.setProperty("socketFactory", GuardedSockets.class.getName());
    properties.putIfAbsent("sslfactory", GuardedTls.class.getName());
    properties.put(FrameGuard.PROPERTY, guard);
    HostSpec[] host = {new HostSpec(settings.host(), settings.port())};
    try {
      QueryExecutor executor = ConnectionFactory.openConnection(host, properties);
      guard.connected();
      return new Wire(executor, guard);
    } catch (SQLException e) {
      throw DriverErrors.connecting(settings, e);
    }
  }

  /**
   * Sends one statement and collects the answer.
   *
   * @param parameters bound as text to {@code $1}, {@code $2}, …; null for NULL
   * @param fetch how many rows to take before asking again; 0 for all at once
   * @param longest after which the connection is given up, a little later than PostgreSQL's own
   *     limit
   */
  void send(
      String text,
      List<@Nullable String> parameters,
      Begin begin,
      int fetch,
      Duration longest,
      Reply reply) {
    int[] places = new int[parameters.size()];
    Query query = executor.wrap(List.of(new NativeQuery(text, places, false, SqlCommand.BLANK)));
    int flags = EXTENDED | begin.flag | (fetch > 0 ? QueryExecutor.QUERY_FORWARD_CURSOR : 0);
    exchange(
        text,
        longest,
        () -> executor.execute(query, bound(query, parameters), reply, 0, fetch, flags));
  }

  /**
   * Sends a query of ours and, right behind it, the request's text: each a message of its own, and
   * PostgreSQL skips the second where the first fails. One way there and back instead of two.
   *
   * @param reply made by {@link Reply#ofTwo}
   */
  void sendBoth(
      String ours,
      List<@Nullable String> parameters,
      String text,
      Begin begin,
      int fetch,
      Duration longest,
      Reply reply) {
    Query query =
        executor.wrap(
            List.of(
                new NativeQuery(ours, new int[parameters.size()], false, SqlCommand.BLANK),
                new NativeQuery(text, new int[0], false, SqlCommand.BLANK)));
    int flags = EXTENDED | begin.flag | QueryExecutor.QUERY_FORWARD_CURSOR;
    exchange(
        () -> reply.leadAnswered() ? text : ours,
        longest,
        () -> executor.execute(query, bound(query, parameters), reply, 0, fetch, flags));
  }

  /** Takes more rows of a reply that has a cursor. */
  void fetchMore(int rows, Duration longest, Reply reply) {
    var cursor = Objects.requireNonNull(reply.cursor());
    reply.forgetCursor();
    exchange("", longest, () -> executor.fetch(cursor, reply, rows, false));
  }

  /**
   * Sends transaction control and other constant text of ours, by the simple protocol.
   *
   * @return the command's word, such as {@code COMMIT}
   */
  String control(String constant, Duration longest) {
    Reply reply = new Reply(row -> {});
    Query query =
        executor.wrap(List.of(new NativeQuery(constant, new int[0], false, SqlCommand.BLANK)));
    executor.setPreferQueryMode(PreferQueryMode.SIMPLE);
    try {
      exchange(
          constant,
          longest,
          () ->
              executor.execute(
                  query, null, reply, 0, 0, EXTENDED | QueryExecutor.QUERY_SUPPRESS_BEGIN));
    } finally {
      executor.setPreferQueryMode(PreferQueryMode.EXTENDED);
    }
    return reply.command();
  }

  /**
   * Ends what is open and wipes what the session holds, in one way there and back: each a message
   * of its own, and PostgreSQL skips the second where the first fails.
   */
  void wipe(Duration longest) {
    if (!inTransaction()) {
      control(DISCARD, longest);
      return;
    }
    Query both =
        executor.wrap(
            List.of(
                new NativeQuery("ROLLBACK", new int[0], false, SqlCommand.BLANK),
                new NativeQuery(DISCARD, new int[0], false, SqlCommand.BLANK)));
    Reply reply = new Reply(row -> {});
    int flags = EXTENDED | QueryExecutor.QUERY_SUPPRESS_BEGIN;
    exchange(DISCARD, longest, () -> executor.execute(both, null, reply, 0, 0, flags));
    if (inTransaction() || !reply.command().equals(DISCARD)) {
      throw DriverErrors.lost(null);
    }
  }

  private static @Nullable ParameterList bound(Query query, List<@Nullable String> parameters)
      throws SQLException {
    if (parameters.isEmpty()) {
      return null;
    }
    ParameterList list = query.createParameterList();
    for (int i = 0; i < parameters.size(); i++) {
      String value = parameters.get(i);
      if (value == null) {
        list.setNull(i + 1, Oid.UNSPECIFIED);
      } else {
        list.setStringParameter(i + 1, value, Oid.UNSPECIFIED);
      }
    }
    return list;
  }

  /** A step of the driver. */
  private interface Step {
    void run() throws SQLException;
  }

  private void exchange(String text, Duration longest, Step step) {
    exchange(() -> text, longest, step);
  }

  private void exchange(Supplier<String> text, Duration longest, Step step) {
    guard.expectReply();
    try {
      executor.setNetworkTimeout((int) Math.min(longest.plus(SLACK).toMillis(), 1 << 30));
      step.run();
    } catch (SQLException e) {
      throw DriverErrors.running(e, text.get(), cancelled);
    } catch (IOException e) {
      abort();
      throw DriverErrors.lost(null);
    } catch (OutOfMemoryError | RuntimeException e) {
      // Whatever the driver tripped over, the stream is in no known state.
      abort();
      throw new DatabaseException(
          Kind.UNREACHABLE,
          "the database sent something that was not understood",
          "try again; what had not been committed is undone");
    }
  }

  /**
   * Asks PostgreSQL, over a connection of its own, to stop what runs on this one. The word may
   * arrive late and hit what runs next, so a cancelled connection is not used again.
   */
  void cancel() {
    cancelled = true;
    try {
      executor.sendQueryCancel();
    } catch (SQLException | RuntimeException e) {
      abort();
    }
  }

  /** The process that the server said would take a cancellation; a pooler says another number. */
  int announcedBackend() {
    return executor.getBackendPID();
  }

  boolean inTransaction() {
    return executor.getTransactionState() != TransactionState.IDLE;
  }

  /** Whether another request may use it. */
  boolean isReusable() {
    return !cancelled && !executor.isClosed();
  }

  boolean isOpen() {
    return !executor.isClosed();
  }

  /** Drops the connection without a word. */
  void abort() {
    executor.abort();
  }

  @Override
  public void close() {
    executor.close();
  }
}
