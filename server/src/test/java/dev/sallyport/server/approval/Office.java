package dev.sallyport.server.approval;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.ApprovalRequirement;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.store.Store;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A desk over a real store, with approvers whose keys are at hand. */
final class Office implements AutoCloseable {
  static final JsonObject DATABASE =
      new PinnedIdentity("7301556201", "booking", "db.internal").toJson();

  final String address;
  final MovableClock clock = new MovableClock();
  final Store store;
  final AuditLog audit;
  final TicketDesk desk;
  final Map<String, TestKey> keys = new HashMap<>();
  private volatile TrustRoot trust = TrustRoot.EMPTY;

  Office(StoreKind kind) {
    this(kind.newAddress());
  }

  Office(String address) {
    this(address, DeskLimits.DEFAULT);
  }

  Office(String address, DeskLimits limits) {
    this.address = address;
    store = StoreKind.open(address);
    audit = new AuditLog(store, clock);
    desk = new TicketDesk(store, audit, () -> trust, clock, limits, Optional.empty());
    for (String name : List.of("dana", "lee", "kim")) {
      enrol(name);
    }
  }

  void enrol(String name) {
    TestKey key = new TestKey();
    keys.put(name, key);
    trust(
        name,
        new TrustRoot.Approver(
            name, Set.of(), name, List.of(new TrustRoot.EnrolledKey(key.publicKey(), false))));
  }

  void trust(String name, TrustRoot.Approver approver) {
    Map<String, TrustRoot.Approver> approvers = new HashMap<>(trust.approvers());
    approvers.put(name, approver);
    trust = new TrustRoot(approvers, Map.of(), Map.of(), List.of());
  }

  void revoke(String name) {
    trust(
        name,
        new TrustRoot.Approver(
            name,
            Set.of(),
            name,
            List.of(new TrustRoot.EnrolledKey(keys.get(name).publicKey(), true))));
  }

  TestKey key(String name) {
    return keys.get(name);
  }

  static Obligations asking(ApprovalRequirement... requirements) {
    Obligations none = Obligations.DEFAULT;
    return new Obligations(
        none.rows(),
        none.bytes(),
        none.timeout(),
        none.lockTimeout(),
        none.rowCeiling(),
        Set.of(),
        0,
        List.of(requirements));
  }

  static ApprovalRequirement needs(int count, String... approvers) {
    return new ApprovalRequirement(
        "production-writes",
        count,
        approvers.length == 0 ? Set.of() : Set.of("dba"),
        Set.of(approvers),
        false,
        List.of(),
        Duration.ofHours(2),
        Duration.ofMinutes(30));
  }

  static NewTicket asks(String sql) {
    return asks(sql, "claude@booking", asking(needs(1)));
  }

  static NewTicket asks(String sql, String requester, Obligations obligations) {
    return new NewTicket(
        Operation.EXECUTE,
        List.of(Step.inTransaction(sql)),
        DATABASE,
        "production",
        new Requester(requester, true, Requester.Face.MCP, "agent"),
        "the column is missing",
        "f".repeat(64),
        "a".repeat(64),
        obligations,
        Map.of(),
        Map.of("public.bookings", 10L),
        JsonValue.EMPTY_JSON_OBJECT);
  }

  Ticket open(String sql) {
    return desk.open(asks(sql)).ticket();
  }

  Signed approval(TicketId id, String approver) {
    TestKey key = key(approver);
    return key.sign(desk.approvalDocument(id, key.keyId(), "looks right"));
  }

  Ticket approve(TicketId id, String approver) {
    return desk.approve(id, approval(id, approver));
  }

  Ticket approved(String sql) {
    return approve(open(sql).id(), "dana");
  }

  static Circumstances unchanged() {
    return new Circumstances(DATABASE, "production", List.of());
  }

  Claim claim(TicketId id) {
    return desk.claim(id, unchanged());
  }

  void approveAndClaim(TicketId id) {
    approve(id, "dana");
    claim(id).close();
  }

  TrustRoot trust() {
    return trust;
  }

  /** Changes the store behind the desk's back. */
  void tamper(String sql) {
    store.write(session -> session.update(sql));
  }

  @Override
  public void close() {
    desk.close();
    store.close();
  }
}
