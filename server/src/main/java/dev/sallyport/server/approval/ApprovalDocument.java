package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditHead;
import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Set;

/**
 * What an approver signs: everything that decides what will run, where and under which terms, with
 * the head of the audit chain at that moment.
 */
final class ApprovalDocument {
  /** What an approver's own moment adds to the terms. */
  private static final Set<String> PERSONAL = Set.of("at", "comment", "head", "key");

  private ApprovalDocument() {}

  static Document of(
      Purpose purpose, Ticket ticket, AuditHead head, String key, String comment, Instant at) {
    return Document.of(
        purpose,
        terms(ticket)
            .add("head", head(head))
            .add("key", key)
            .add("comment", comment)
            .add("at", at.toString()));
  }

  /** The terms that every approver of the ticket signs alike. */
  private static JsonObjectBuilder terms(Ticket ticket) {
    return CanonicalJson.object()
        .add("ticket", ticket.id().text())
        .add("request", ticket.requestDigest())
        .add("opened", ticket.opened().toString())
        .add("fingerprint", ticket.request().fingerprint())
        .add("policy", ticket.request().policy())
        .add("obligations", TicketJson.obligations(ticket.request().obligations()))
        .add("groups", TicketJson.groups(ticket.request().groups()))
        .add("ceilings", TicketJson.ceilings(ticket.request().ceilings()))
        .add("expires", Terms.of(ticket.request()).pendingUntil(ticket.opened()).toString())
        .add("valid", Terms.of(ticket.request()).valid().toString());
  }

  /** Digest of the terms, for people to compare. */
  static String termsDigest(Ticket ticket) {
    return CanonicalJson.digest(terms(ticket).build());
  }

  /**
   * Refuses a document whose terms are not the ticket's.
   *
   * @throws RefusedException naming whether it is another ticket's, or another state of this one
   */
  static void requireTerms(Document document, Purpose purpose, Ticket ticket) {
    Fields fields = document.require(purpose).fields();
    if (!fields.text("ticket").equals(ticket.id().text())) {
      throw new RefusedException(
          Refusal.WRONG_TICKET,
          "the signature is for ticket `" + fields.text("ticket") + "`, not `" + ticket.id() + "`",
          "sign this ticket as it is shown");
    }
    JsonObject terms = Document.of(purpose, terms(ticket)).json();
    JsonObjectBuilder signed = CanonicalJson.object();
    document
        .json()
        .forEach(
            (name, value) -> {
              if (!PERSONAL.contains(name)) {
                signed.add(name, value);
              }
            });
    if (!CanonicalJson.text(signed.build()).equals(CanonicalJson.text(terms))) {
      throw new RefusedException(
          Refusal.WRONG_TICKET,
          "the signature is for other terms than ticket `" + ticket.id() + "` has",
          "look at the ticket again, then sign it as it is shown");
    }
  }

  static AuditHead head(Document document) {
    Fields head = document.fields().fields("head").only(Set.of("sequence", "hash"));
    return new AuditHead(head.number("sequence"), head.text("hash"));
  }

  private static JsonObjectBuilder head(AuditHead head) {
    return CanonicalJson.object().add("sequence", head.sequence()).add("hash", head.hash());
  }

  /** The comment in a stored document; empty where it can't be read, since a check refuses it. */
  static String comment(String document) {
    try {
      return CanonicalJson.parse(document).getString("comment", "");
    } catch (JsonException e) {
      return "";
    }
  }
}
