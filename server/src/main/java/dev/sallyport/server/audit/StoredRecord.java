package dev.sallyport.server.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record as the store holds it, with the details as the very text that was hashed. */
record StoredRecord(
    long sequence,
    String at,
    String event,
    String actor,
    @Nullable String ticket,
    String details,
    String previous,
    String hash) {

  static StoredRecord after(
      AuditHead head,
      String at,
      String event,
      String actor,
      @Nullable String ticket,
      String details) {
    StoredRecord open =
        new StoredRecord(
            head.sequence() + 1, at, event, actor, ticket, details, head.hash(), "not hashed yet");
    return new StoredRecord(
        open.sequence, at, event, actor, ticket, details, open.previous, open.computedHash());
  }

  AuditHead head() {
    return new AuditHead(sequence, hash);
  }

  /** SHA-256 over the canonical JSON of everything but the hash, as an export shows it. */
  String computedHash() {
    String ticketPart = ticket == null ? "" : ",\"ticket\":" + quoted(ticket);
    return CanonicalJson.sha256(
        "{\"actor\":"
            + quoted(actor)
            + ",\"at\":"
            + quoted(at)
            + ",\"details\":"
            + details
            + ",\"event\":"
            + quoted(event)
            + ",\"previous\":"
            + quoted(previous)
            + ",\"sequence\":"
            + sequence
            + ticketPart
            + "}");
  }

  AuditRecord toRecord() {
    return new AuditRecord(
        sequence,
        Instant.parse(at),
        event,
        actor,
        ticket,
        CanonicalJson.parse(details),
        previous,
        hash);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    CanonicalJson.writeString(text, out);
    return out.toString();
  }
}
