package dev.sallyport.server.database;

import dev.sallyport.server.cancellation.Cancellation;
import java.util.function.Supplier;

/** What a request's word stops in PostgreSQL. */
final class Stoppable {
  private Stoppable() {}

  /**
   * Runs work that waits for an answer on a connection.
   *
   * @throws DatabaseException of kind {@code CANCELLED} where the word was given before; given
   *     meanwhile, PostgreSQL ends what runs, and says so
   */
  static <T> T run(Cancellation request, Wire wire, Supplier<T> work) {
    if (request.isCancelled()) {
      throw DriverErrors.cancelled(null);
    }
    try (Cancellation.Registration word = request.onCancel(wire::cancel)) {
      return work.get();
    }
  }
}
