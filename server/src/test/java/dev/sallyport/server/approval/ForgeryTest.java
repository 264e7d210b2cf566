package dev.sallyport.server.approval;

import static dev.sallyport.server.approval.Office.asking;
import static dev.sallyport.server.approval.Office.asks;
import static dev.sallyport.server.approval.Office.needs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way to get something run that nobody approved, each refused in words of its own. */
class ForgeryTest {

  private static void refused(Refusal refusal, String message, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.getMessage()).isEqualTo(message);
              assertThat(e.refusal()).isEqualTo(refusal);
              assertThat(e.help()).isNotBlank();
            });
  }

  private static TicketId needingTwo(Office office) {
    return office
        .desk
        .open(asks("drop table old", "claude@booking", asking(needs(2))))
        .ticket()
        .id();
  }

  @ParameterizedTest
  @EnumSource
  void aReplayedSignature(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = needingTwo(office);
      Signed signed = office.approval(id, "dana");
      office.desk.approve(id, signed);

      refused(
          Refusal.REPLAYED,
          "this signature was counted already",
          () -> office.desk.approve(id, signed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSignatureForAnotherTicket(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId harmless = office.open("drop table scratch").id();
      TicketId wanted = office.open("drop table bookings").id();
      Signed signed = office.approval(harmless, "dana");

      refused(
          Refusal.WRONG_TICKET,
          "the signature is for ticket `" + harmless + "`, not `" + wanted + "`",
          () -> office.desk.approve(wanted, signed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatNobodyEnrolled(StoreKind kind) {
    try (Office office = new Office(kind);
        TestKey stranger = new TestKey()) {
      TicketId id = office.open("drop table old").id();
      Signed signed = stranger.sign(office.desk.approvalDocument(id, stranger.keyId(), "yes"));

      refused(
          Refusal.UNKNOWN_KEY,
          "the signing key belongs to no enrolled approver",
          () -> office.desk.approve(id, signed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherKeyUnderAnApproversName(StoreKind kind) {
    try (Office office = new Office(kind);
        TestKey stranger = new TestKey()) {
      TicketId id = office.open("drop table old").id();
      String document = office.desk.approvalDocument(id, office.key("dana").keyId(), "yes");
      Signed forged =
          new Signed(document, office.key("dana").keyId(), stranger.sign(document).signature());

      refused(
          Refusal.BAD_SIGNATURE,
          "the signature does not fit what was signed",
          () -> office.desk.approve(id, forged));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRevokedKeyThatSigns(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.open("drop table old").id();
      Signed signed = office.approval(id, "dana");
      office.revoke("dana");

      refused(
          Refusal.REVOKED_KEY,
          "the key of `dana` was revoked: what it signed no longer counts",
          () -> office.desk.approve(id, signed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatIsRevokedAfterItSigned(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table old").id();
      office.revoke("dana");

      refused(
          Refusal.REVOKED_KEY,
          "the key of `dana` was revoked: what it signed no longer counts",
          () -> office.claim(id));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRevokedKeyDoesNotSpoilApprovalsThatAreEnoughWithoutIt(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = needingTwo(office);
      office.approve(id, "dana");
      office.revoke("dana");
      office.approve(id, "lee");

      Ticket ticket = office.approve(id, "kim");

      assertThat(ticket.state()).isInstanceOf(TicketState.Approved.class);
      office.claim(id).close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEditedStatementInTheStore(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table scratch").id();
      office.tamper("UPDATE ticket SET request = replace(request, 'scratch', 'bookings')");

      refused(
          Refusal.TICKET_EDITED,
          "ticket `" + id + "` was edited in the store: it is not what was recorded",
          () -> office.claim(id));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStateThatWasWrittenIntoTheStore(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.open("drop table bookings").id();
      office.tamper(
          "UPDATE ticket SET state = 'approved', standing = replace(standing, 'pending', 'approved')");

      refused(
          Refusal.TICKET_EDITED,
          "ticket `" + id + "` was edited in the store: it is not what was recorded",
          () -> office.claim(id));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anApprovalThatWasTakenOutOfTheStore(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table bookings").id();
      office.tamper("UPDATE approval SET approver = 'lee'");

      refused(
          Refusal.TICKET_EDITED,
          "ticket `" + id + "` was edited in the store: it is not what was recorded",
          () -> office.claim(id));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEditedAuditLine(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId other = office.open("drop table scratch").id();
      TicketId id = office.approved("drop table bookings").id();
      office.tamper("UPDATE audit SET actor = 'somebody' WHERE sequence = 1");

      refused(
          Refusal.AUDIT_BROKEN,
          "the audit chain is broken: audit line 1 was edited: its hash does not fit its text",
          () -> office.approveAndClaim(other));
      assertThat(office.audit.verify().broken().orElseThrow().message())
          .isEqualTo("audit line 1 was edited: its hash does not fit its text");
      assertThat(id).isNotEqualTo(other);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRemovedAuditLine(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.open("drop table bookings").id();
      office.open("drop table scratch");
      office.approve(id, "dana");
      office.tamper("DELETE FROM audit WHERE sequence = 2");

      refused(
          Refusal.AUDIT_BROKEN,
          "the audit chain is broken: audit line 2 is missing",
          () -> office.claim(id));
      assertThat(office.audit.verify().broken().orElseThrow().sequence()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClockThatWasSetBack(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table bookings").id();
      office.clock.move(Duration.ofMinutes(20));
      office.open("drop table scratch");
      office.clock.move(Duration.ofMinutes(-15));

      refused(
          Refusal.CLOCK_BEHIND,
          "the clock was set back: it says 2026-11-20T10:05:00Z,"
              + " the audit log was written at 2026-11-20T10:20:00Z",
          () -> office.claim(id));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPolicyThatGrewStricterAfterApproval(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table bookings").id();
      Circumstances now =
          new Circumstances(
              Office.DATABASE, "production", List.of("rule `no-drops` now denies it"));

      refused(
          Refusal.STALE,
          "ticket `" + id + "` is stale: rule `no-drops` now denies it",
          () -> office.desk.claim(id, now));
      assertThat(office.desk.find(id).orElseThrow().state()).isInstanceOf(TicketState.Stale.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherDatabaseBehindTheSameAddress(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table bookings").id();
      PinnedIdentity other = new PinnedIdentity("9999", "booking", "db.internal");
      Circumstances now = new Circumstances(other.toJson(), "production", List.of());

      refused(
          Refusal.STALE,
          "ticket `"
              + id
              + "` is stale: the database is another:"
              + " {\"database\":\"booking\",\"host\":\"db.internal\",\"system\":\"9999\"} instead of"
              + " {\"database\":\"booking\",\"host\":\"db.internal\",\"system\":\"7301556201\"}",
          () -> office.desk.claim(id, now));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherEnvironment(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table bookings").id();
      Circumstances now = new Circumstances(Office.DATABASE, "staging", List.of());

      refused(
          Refusal.STALE,
          "ticket `" + id + "` is stale: the environment is `staging`, it was `production`",
          () -> office.desk.claim(id, now));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSchemaThatChangedAfterApproval(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table bookings").id();

      Ticket ended = office.claim(id).stale("column `public.bookings.notes` was added");

      assertThat(ended.state())
          .isEqualTo(
              new TicketState.Stale(
                  office.clock.instant(), "column `public.bookings.notes` was added"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRequesterUnderAnApproversName(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id =
          office.desk.open(asks("drop table bookings", "dana", asking(needs(1)))).ticket().id();

      refused(
          Refusal.REQUESTER_APPROVES,
          "`dana` asked for this and can't answer it",
          () -> office.approve(id, "dana"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRequesterAtTheSameTerminal(StoreKind kind) {
    try (Office office = new Office(kind)) {
      NewTicket typed = asks("drop table bookings");
      NewTicket request =
          new NewTicket(
              typed.operation(),
              typed.steps(),
              typed.database(),
              typed.environment(),
              new Requester("person@booking", false, Requester.Face.CLI, "dana"),
              typed.justification(),
              typed.fingerprint(),
              typed.policy(),
              typed.obligations(),
              typed.groups(),
              typed.ceilings(),
              typed.view());
      TicketId id = office.desk.open(request).ticket().id();

      refused(
          Refusal.REQUESTER_APPROVES,
          "`dana` asked for this and can't answer it",
          () -> office.approve(id, "dana"));
      assertThat(office.approve(id, "lee").state()).isInstanceOf(TicketState.Approved.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameApproverTwice(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = needingTwo(office);
      office.approve(id, "dana");
      office.clock.move(Duration.ofSeconds(1));

      refused(
          Refusal.ALREADY_APPROVED,
          "`dana` has approved this already; an approver counts once",
          () -> office.approve(id, "dana"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSignatureOfAnotherPurpose(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.open("drop table bookings").id();
      TestKey dana = office.key("dana");
      Signed no = dana.sign(office.desk.rejectionDocument(id, dana.keyId(), "no"));

      refused(
          Refusal.WRONG_PURPOSE,
          "the signature is for `ticket-reject`, not for `ticket-approve`",
          () -> office.desk.approve(id, no));
    }
  }

  @ParameterizedTest
  @EnumSource
  void termsThatTheApproverNeverSaw(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.open("drop table bookings").id();
      TestKey dana = office.key("dana");
      String document =
          office
              .desk
              .approvalDocument(id, dana.keyId(), "yes")
              .replace("\"public.bookings\":10", "\"public.bookings\":99999");

      refused(
          Refusal.WRONG_TICKET,
          "the signature is for other terms than ticket `" + id + "` has",
          () -> office.desk.approve(id, dana.sign(document)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOlderCopyOfTheStoreUnderAnApproversSignature(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.open("drop table bookings").id();
      office.open("drop table scratch");
      Signed signed = office.approval(id, "dana");
      office.tamper("DELETE FROM ticket WHERE audited > 1");
      office.tamper("DELETE FROM audit WHERE sequence > 1");

      refused(
          Refusal.STORE_ROLLED_BACK,
          "the store is not the one that was signed: its audit chain lacks line 2 as the approver"
              + " saw it",
          () -> office.desk.approve(id, signed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOlderCopyOfTheStorePutBackUnderARunningProxy(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table bookings").id();
      office.claim(office.approved("drop table scratch").id()).close();
      office.tamper("DELETE FROM audit WHERE sequence > 3");

      refused(
          Refusal.STORE_ROLLED_BACK,
          "the store was put back: its audit chain lacks line 6",
          () -> office.claim(id));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOlderCopyOfTheStorePutBackBeforeARestart(StoreKind kind) throws Exception {
    java.nio.file.Path heads =
        java.nio.file.Files.createTempDirectory("heads").resolve("heads.json");
    try (Office office = new Office(kind)) {
      TicketId id = office.approved("drop table bookings").id();
      restarted(office, heads).claim(id, Office.unchanged()).close();
      office.tamper("DELETE FROM audit WHERE sequence > 3");
      office.tamper(
          "UPDATE ticket SET state = 'approved', revision = 3, audited = 3,"
              + " standing = '{\"expires\":\"2026-11-20T10:30:00Z\",\"since\":\"2026-11-20T10:00:00Z\","
              + "\"state\":\"approved\"}'");

      refused(
          Refusal.STORE_ROLLED_BACK,
          "an older copy of the store was put back: its audit chain lacks line 4, which was seen",
          () -> restarted(office, heads).claim(id, Office.unchanged()));
    }
  }

  private static TicketDesk restarted(Office office, java.nio.file.Path heads) {
    return new TicketDesk(
        office.store,
        office.audit,
        office::trust,
        office.clock,
        DeskLimits.DEFAULT,
        Optional.of(new HeadMemory(heads)));
  }

  @ParameterizedTest
  @EnumSource
  void aReplayedThaw(StoreKind kind) {
    try (Office office = new Office(kind)) {
      TestKey dana = office.key("dana");
      order(office, Purpose.FREEZE);
      Signed thaw = dana.sign(office.desk.freezeDocument(Purpose.THAW, dana.keyId(), "over"));
      office.desk.freezeOrThaw(Purpose.THAW, thaw);
      order(office, Purpose.FREEZE);

      refused(
          Refusal.REPLAYED,
          "this order was signed for an earlier moment",
          () -> office.desk.freezeOrThaw(Purpose.THAW, thaw));
      assertThat(office.desk.freeze()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aThawThatNobodySigned(StoreKind kind) {
    try (Office office = new Office(kind)) {
      order(office, Purpose.FREEZE);
      office.tamper("UPDATE audit SET event = 'thaw' WHERE event = 'freeze'");

      assertThat(office.desk.freeze()).isPresent();
    }
  }

  private static void order(Office office, Purpose purpose) {
    TestKey dana = office.key("dana");
    office.desk.freezeOrThaw(
        purpose, dana.sign(office.desk.freezeDocument(purpose, dana.keyId(), "incident")));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalThatMayBeAnAttackIsOnTheAuditLog(StoreKind kind) {
    try (Office office = new Office(kind);
        TestKey stranger = new TestKey()) {
      TicketId id = office.open("drop table old").id();
      Signed signed = stranger.sign(office.desk.approvalDocument(id, stranger.keyId(), "yes"));

      assertThatThrownBy(() -> office.desk.approve(id, signed))
          .isInstanceOf(RefusedException.class);

      List<String> refusals = new java.util.ArrayList<>();
      office.audit.forEachAfter(
          0,
          record -> {
            if (Set.of("refused").contains(record.event())) {
              refusals.add(record.details().getString("refusal"));
            }
          });
      assertThat(refusals).containsExactly("unknown-key");
    }
  }
}
