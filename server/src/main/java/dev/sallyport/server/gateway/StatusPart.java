package dev.sallyport.server.gateway;

import dev.sallyport.server.cancellation.Cancellation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a room adds to {@code status}: history, drift. */
@FunctionalInterface
public interface StatusPart {
  /**
   * The part's keys and JSON-ready values. A key {@code healthy} with {@code false} makes the whole
   * status unhealthy; a key {@code next} is what to do about it.
   */
  Map<String, @Nullable Object> report(Cancellation call);

  /**
   * The same, knowing what kind of database it is about.
   *
   * @param environment what the database counts as
   */
  default Map<String, @Nullable Object> report(String environment, Cancellation call) {
    return report(call);
  }
}
