package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a throw-away server, on which scripts run as they stand, each statement in a
 * transaction of its own unless the script opens one. Only {@code shadow} may open it: it is no
 * road to the target.
 */
public final class ScriptSession implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Wire wire;
  private final Cancellation request;

  private ScriptSession(Wire wire, Cancellation request) {
    this.wire = wire;
    this.request = request;
  }

  /**
   * Connects.
   *
   * @throws DatabaseException where no connection can be made
   */
  public static ScriptSession open(ConnectionSettings settings) {
    return new ScriptSession(Wire.connect(settings), Cancellation.none());
  }

  /**
   * Connects, to work for the request of this thread: its word ends what runs.
   *
   * @throws DatabaseException where no connection can be made
   */
  public static ScriptSession openForRequest(ConnectionSettings settings) {
    return new ScriptSession(Wire.connect(settings), Cancellation.ofThisThread());
  }

  /** Runs one statement; PostgreSQL refuses a text that holds more than one. */
  public void run(String statement) {
    Stoppable.run(
        request,
        wire,
        () -> {
          wire.send(statement, List.of(), Wire.Begin.NO, 0, LONGEST, new Reply(row -> {}));
          return true;
        });
  }

  /** Runs a text of many statements of our own writing in one go: all take effect or none. */
  public void runTogether(String statements) {
    Stoppable.run(request, wire, () -> wire.control(statements, LONGEST));
  }

  /** The rows of one query, each value as PostgreSQL writes it, null for NULL. */
  public List<List<@Nullable String>> rows(String query, String... parameters) {
    return Stoppable.run(
        request,
        wire,
        () -> WireRows.all(wire, query, List.of(parameters), Wire.Begin.NO, LONGEST));
  }

  @Override
  public void close() {
    wire.close();
  }
}
