package dev.sallyport.server.approval;

import dev.sallyport.server.audit.AuditEvent;
import dev.sallyport.server.audit.AuditHead;
import dev.sallyport.server.audit.AuditRecord;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.store.StoreSession;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Signed orders that stop every execution on a store, kept in the audit chain itself. */
final class FreezeOrders {
  private final Desk desk;

  FreezeOrders(Desk desk) {
    this.desk = desk;
  }

  /** The freeze in force. A thaw that nobody signed lifts nothing. */
  Optional<Freeze> current(StoreSession session) throws SQLException {
    Optional<AuditRecord> last = desk.audit().lastFreezeOrThaw(session);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    AuditRecord record = last.get();
    boolean thawed =
        record.event().equals(AuditEvent.THAW.label()) && signedByApprover(record, Purpose.THAW);
    return thawed
        ? Optional.empty()
        : Optional.of(
            new Freeze(record.actor(), record.details().getString("reason", ""), record.at()));
  }

  void refuseIfFrozen(StoreSession session) throws SQLException {
    Optional<Freeze> freeze = current(session);
    if (freeze.isPresent()) {
      throw new RefusedException(
          Refusal.FROZEN,
          "`" + freeze.get().approver() + "` froze this store: " + freeze.get().reason(),
          "nothing runs until an approver says `sallyport thaw`");
    }
  }

  String document(StoreSession session, Purpose purpose, String key, String reason)
      throws SQLException {
    AuditHead head = desk.audit().head(session);
    return Document.of(
            purpose,
            CanonicalJson.object()
                .add("reason", reason)
                .add("key", key)
                .add("at", desk.now().toString())
                .add("sequence", head.sequence())
                .add("hash", head.hash()))
        .text();
  }

  void carryOut(Purpose purpose, Signed order) {
    TrustRoot.Approver approver = new KeyCheck(desk.trust().get()).requireSigner(order);
    Document document = Document.parse(order.document()).require(purpose);
    desk.store()
        .write(
            session -> {
              requireNew(session, purpose, document);
              return desk.audit()
                  .append(
                      session,
                      purpose == Purpose.FREEZE ? AuditEvent.FREEZE : AuditEvent.THAW,
                      approver.name(),
                      null,
                      CanonicalJson.object()
                          .add("reason", document.fields().text("reason"))
                          .add("document", order.document())
                          .add("key", order.key())
                          .add("signature", order.signature())
                          .build());
            });
  }

  /** An order counts once: it was signed after the last order, on this very chain. */
  private void requireNew(StoreSession session, Purpose purpose, Document document)
      throws SQLException {
    AuditHead seen =
        new AuditHead(document.fields().number("sequence"), document.fields().text("hash"));
    long last = desk.audit().lastFreezeOrThaw(session).map(AuditRecord::sequence).orElse(0L);
    if (!desk.audit().holds(session, seen) || seen.sequence() < last) {
      throw new RefusedException(
          Refusal.REPLAYED, "this order was signed for an earlier moment", "sign it again");
    }
    boolean frozen = current(session).isPresent();
    if (purpose == Purpose.THAW && !frozen) {
      throw new RefusedException(
          Refusal.NOT_FROZEN, "the store is not frozen", "there is nothing to thaw");
    }
  }

  private boolean signedByApprover(AuditRecord record, Purpose purpose) {
    try {
      Fields details = new Fields(record.details());
      Signed signed =
          new Signed(details.text("document"), details.text("key"), details.text("signature"));
      Document.parse(signed.document()).require(purpose);
      Set<PublicKeyText> keys = desk.trust().get().allKeys();
      return keys.stream().anyMatch(key -> key.id().equals(signed.key()) && holds(key, signed));
    } catch (IllegalArgumentException | RefusedException e) {
      return false;
    }
  }

  private static boolean holds(PublicKeyText key, Signed signed) {
    try {
      SignatureCheck.require(key, signed);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }
}
