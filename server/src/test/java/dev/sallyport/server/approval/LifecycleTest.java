package dev.sallyport.server.approval;

import static dev.sallyport.server.approval.Office.asking;
import static dev.sallyport.server.approval.Office.asks;
import static dev.sallyport.server.approval.Office.needs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.audit.AuditRecord;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {

  @ParameterizedTest
  @EnumSource
  void aTicketGoesFromRequestToExecutedAndEveryStepIsAudited(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.open("drop table old").id();
      office.approve(id, "dana");
      try (Claim claim = office.claim(id)) {
        claim.mark(new ExecutionMark("742", 1, "0/1A", 4711, Office.DATABASE));
        claim.executed(JsonValue.EMPTY_JSON_OBJECT);
      }

      assertThat(office.desk.find(id).orElseThrow().state())
          .isInstanceOf(TicketState.Executed.class);
      assertThat(events(office))
          .containsExactly(
              "ticket-opened",
              "ticket-approval",
              "ticket-approved",
              "ticket-claimed",
              "ticket-marked",
              "ticket-executed");
      assertThat(office.audit.verify().broken()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameRequestFindsItsOpenTicket(StoreKind kind) {
    try (Office office = new Office(kind)) {
      Ticket first = office.open("drop table old");

      Opened again = office.desk.open(asks("drop table old"));

      assertThat(again.fresh()).isFalse();
      assertThat(again.ticket()).isEqualTo(first);
      assertThat(office.desk.open(asks("drop table other")).fresh()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExecutedTicketAnswersTheSameRequestForTenMinutes(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = executed(office);

      office.clock.move(Duration.ofMinutes(9));
      Opened soon = office.desk.open(asks("drop table old"));
      office.clock.move(Duration.ofMinutes(2));
      Opened later = office.desk.open(asks("drop table old"));

      assertThat(soon.ticket().id()).isEqualTo(id);
      assertThat(later.fresh()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownTicketAnswersTheSameRequestForGood(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table old").id();
      office.claim(id).unknown("the power failed");

      office.clock.move(Duration.ofDays(30));
      Opened again = office.desk.open(asks("drop table old"));

      assertThat(again.fresh()).isFalse();
      assertThat(again.ticket().state()).isInstanceOf(TicketState.Unknown.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anApproverWhoLookedSettlesAnUnknownTicket(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table old").id();
      office.claim(id).unknown("the power failed");
      TestKey lee = office.key("lee");

      Ticket settled =
          office.desk.settle(
              id,
              lee.sign(office.desk.settlementDocument(id, lee.keyId(), false, "table is there")));

      assertThat(settled.state())
          .isInstanceOfSatisfying(
              TicketState.Failed.class,
              failed ->
                  assertThat(failed.error().getString("message"))
                      .isEqualTo("failed: table is there"));
      assertThat(office.desk.open(asks("drop table old")).fresh()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTicketThatWaitsForAnotherSchemaIsReplaced(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.open("drop table old").id();
      NewTicket now = withFingerprint(asks("drop table old"), "0".repeat(64));

      Opened again = office.desk.open(now);

      assertThat(again.fresh()).isTrue();
      assertThat(office.desk.find(id).orElseThrow().state())
          .isInstanceOf(TicketState.Cancelled.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pendingAndApprovedExpireByClocksOfTheirOwn(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId pending = office.open("drop table a").id();
      TicketId approved = office.open("drop table b").id();
      office.clock.move(Duration.ofMinutes(115));
      office.approve(approved, "dana");
      office.clock.move(Duration.ofMinutes(29));

      List<TicketState> before = List.of(state(office, pending), state(office, approved));
      office.clock.move(Duration.ofMinutes(1));
      TicketState after = state(office, approved);

      assertThat(before.get(0))
          .isInstanceOfSatisfying(
              TicketState.Expired.class,
              expired -> assertThat(expired.from()).isEqualTo(TicketState.Kind.PENDING));
      assertThat(before.get(1)).isInstanceOf(TicketState.Approved.class);
      assertThat(after)
          .isInstanceOfSatisfying(
              TicketState.Expired.class,
              expired -> assertThat(expired.from()).isEqualTo(TicketState.Kind.APPROVED));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRejectionIsFinal(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.open("drop table old").id();
      Signed approval = office.approval(id, "dana");
      TestKey lee = office.key("lee");

      Ticket rejected =
          office.desk.reject(id, lee.sign(office.desk.rejectionDocument(id, lee.keyId(), "no")));

      assertThat(rejected.state())
          .isEqualTo(new TicketState.Rejected(office.clock.instant(), "lee", "no"));
      assertThatThrownBy(() -> office.desk.approve(id, approval))
          .hasMessage("ticket `" + id + "` is rejected, not pending");
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheRequesterCancelsAndOnlyWhilePending(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.open("drop table old").id();
      Requester other = new Requester("cursor@booking", true, Requester.Face.MCP, "agent");
      Requester own = new Requester("claude@booking", true, Requester.Face.MCP, "agent");

      assertThatThrownBy(() -> office.desk.cancel(id, other))
          .hasMessage("ticket `" + id + "` was asked for by another");
      assertThat(office.desk.cancel(id, own).state()).isInstanceOf(TicketState.Cancelled.class);
      assertThatThrownBy(() -> office.desk.cancel(id, own))
          .hasMessage("ticket `" + id + "` is cancelled, not pending");
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoOfAGroupHaveToApproveAndEachCountsOnce(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id =
          office
              .desk
              .open(asks("drop table old", "claude@booking", asking(needs(2, "dana", "lee"))))
              .ticket()
              .id();

      Ticket one = office.approve(id, "dana");
      List<String> missing = office.desk.missing(one);

      assertThat(one.state()).isInstanceOf(TicketState.Pending.class);
      assertThat(missing).containsExactly("1 more of `dba` (rule `production-writes`)");
      assertThatThrownBy(() -> office.approve(id, "dana"))
          .hasMessage("`dana` has approved this already; an approver counts once");
      assertThatThrownBy(() -> office.approve(id, "kim"))
          .hasMessage("`kim` is in none of the groups that have to approve this");
      assertThat(office.approve(id, "lee").state()).isInstanceOf(TicketState.Approved.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAgentsOpenTicketsAreCapped(StoreKind kind) {
    try (Office office = new Office(kind)) {
      for (int i = 0; i < DeskLimits.DEFAULT.openPerRequester(); i++) {
        office.open("drop table t" + i);
      }

      assertThatThrownBy(() -> office.open("drop table one_more"))
          .hasMessage("`claude@booking` has 20 open tickets, which is the most allowed");
      assertThat(office.desk.open(asks("drop table x", "cursor@booking", asking(needs(1)))).fresh())
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoWaitsIsToldOfAChangeFromAnotherProcess(StoreKind kind) throws Exception {
    try (Office office = new Office(kind);
        Office elsewhere = new Office(office.address)) {
      Ticket ticket = office.open("drop table old");
      elsewhere.keys.putAll(office.keys);
      office.keys.forEach((name, key) -> elsewhere.trust(name, approver(name, key)));

      CompletableFuture<Ticket> change =
          office.desk.awaitChange(ticket.id(), ticket.revision(), Duration.ofSeconds(45));
      elsewhere.approve(ticket.id(), "dana");

      assertThat(change.get(40, TimeUnit.SECONDS).revision()).isGreaterThan(ticket.revision());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoWaitsTooLongGetsTheTicketAsItStands(StoreKind kind) throws Exception {
    try (Office office = new Office(kind)) {
      Ticket ticket = office.open("drop table old");

      CompletableFuture<Ticket> change =
          office.desk.awaitChange(ticket.id(), ticket.revision(), Duration.ofMillis(10));

      assertThat(change.get(40, TimeUnit.SECONDS)).isEqualTo(ticket);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesListEveryTicketOnceNewestFirst(StoreKind kind) {
    try (Office office = new Office(kind)) {
      List<TicketId> opened = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        opened.add(0, office.open("drop table t" + i).id());
      }
      office.approve(opened.get(3), "dana");

      List<TicketId> listed = new ArrayList<>();
      TicketId after = null;
      List<Ticket> page;
      do {
        page = office.desk.list(new TicketFilter(java.util.Set.of(), "claude@booking", after, 3));
        page.forEach(ticket -> listed.add(ticket.id()));
        after = page.isEmpty() ? after : page.get(page.size() - 1).id();
      } while (!page.isEmpty());

      assertThat(listed).isEqualTo(opened);
      assertThat(
              office.desk.list(
                  TicketFilter.in(TicketState.Kind.APPROVED, TicketState.Kind.EXECUTING)))
          .extracting(Ticket::id)
          .containsExactly(opened.get(3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFreezeStopsClaimsAndMarksUntilItIsThawed(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId running = office.approved("drop table a").id();
      TicketId waiting = office.approved("drop table b").id();
      Claim claim = office.claim(running);

      order(office, Purpose.FREEZE, "incident 12");

      assertThat(office.desk.freeze().orElseThrow().reason()).isEqualTo("incident 12");
      assertThatThrownBy(() -> office.claim(waiting))
          .hasMessage("`dana` froze this store: incident 12");
      assertThatThrownBy(() -> claim.mark(new ExecutionMark("742", 1, "0/1A", 1, Office.DATABASE)))
          .hasMessage("`dana` froze this store: incident 12");

      order(office, Purpose.THAW, "over");
      assertThat(office.desk.freeze()).isEmpty();
      office.claim(waiting).close();
    }
  }

  private static void order(Office office, Purpose purpose, String reason) {
    TestKey dana = office.key("dana");
    office.desk.freezeOrThaw(
        purpose, dana.sign(office.desk.freezeDocument(purpose, dana.keyId(), reason)));
  }

  static TrustRoot.Approver approver(String name, TestKey key) {
    return new TrustRoot.Approver(
        name, java.util.Set.of(), name, List.of(new TrustRoot.EnrolledKey(key.publicKey(), false)));
  }

  private static TicketId executed(Office office) {
    TicketId id = office.approved("drop table old").id();
    JsonObject nothing = JsonValue.EMPTY_JSON_OBJECT;
    office.claim(id).executed(nothing);
    return id;
  }

  private static NewTicket withFingerprint(NewTicket ticket, String fingerprint) {
    return new NewTicket(
        ticket.operation(),
        ticket.steps(),
        ticket.database(),
        ticket.environment(),
        ticket.requester(),
        ticket.justification(),
        fingerprint,
        ticket.policy(),
        ticket.obligations(),
        ticket.groups(),
        ticket.ceilings(),
        ticket.view());
  }

  private static TicketState state(Office office, TicketId id) {
    return office.desk.find(id).orElseThrow().state();
  }

  private static List<String> events(Office office) {
    List<AuditRecord> records = new ArrayList<>();
    office.audit.forEachAfter(0, records::add);
    return records.stream().map(AuditRecord::event).toList();
  }
}
