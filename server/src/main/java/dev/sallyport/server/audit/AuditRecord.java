package dev.sallyport.server.audit;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain.
 *
 * @param sequence from 1, without gaps
 * @param event the label of an {@link AuditEvent}; a newer program's labels are kept as they are
 * @param actor who did it
 * @param ticket the ticket it is about; null where it is about none
 * @param previous the hash of the record before
 * @param hash SHA-256 over everything above and the details
 */
public record AuditRecord(
    long sequence,
    Instant at,
    String event,
    String actor,
    @Nullable String ticket,
    JsonObject details,
    String previous,
    String hash) {

  /** The record as a line of an export: without the hash, its canonical text is what was hashed. */
  public JsonObject toJson() {
    JsonObjectBuilder json =
        CanonicalJson.object()
            .add("sequence", sequence)
            .add("at", AuditTime.text(at))
            .add("event", event)
            .add("actor", actor);
    if (ticket != null) {
      json.add("ticket", ticket);
    }
    return json.add("details", details).add("previous", previous).add("hash", hash).build();
  }
}
