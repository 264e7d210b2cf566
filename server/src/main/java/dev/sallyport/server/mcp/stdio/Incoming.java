package dev.sallyport.server.mcp.stdio;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one line of the client holds. */
sealed interface Incoming {
  /** A question that needs an answer. */
  record Request(Object id, String method, Map<String, @Nullable Object> params)
      implements Incoming {}

  /** A message that needs none. */
  record Notification(String method, Map<String, @Nullable Object> params) implements Incoming {}

  /** An answer to a question of ours; we ask none. */
  record Response() implements Incoming {}

  /** Several messages in one line, as protocol 2025-03-26 has them; each is taken by itself. */
  record Batch(List<Incoming> messages) implements Incoming {}

  /**
   * Not a message.
   *
   * @param id the id to answer under, where one could be read
   * @param code JSON-RPC's
   */
  record Unusable(@Nullable Object id, int code, String message) implements Incoming {}
}
