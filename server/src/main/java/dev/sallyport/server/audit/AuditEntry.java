package dev.sallyport.server.audit;

import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;

/**
 * A record that waits to be chained.
 *
 * @param details as they will be hashed; known only at the end where they name another record
 * @param urgent whether somebody waits for it
 * @param durable gets its place in the chain
 */
record AuditEntry(
    AuditEvent event,
    String actor,
    String details,
    boolean urgent,
    CompletableFuture<Long> durable) {

  static AuditEntry of(AuditEvent event, String actor, JsonObject details, boolean urgent) {
    return new AuditEntry(
        event, actor, CanonicalJson.text(details), urgent, new CompletableFuture<>());
  }
}
