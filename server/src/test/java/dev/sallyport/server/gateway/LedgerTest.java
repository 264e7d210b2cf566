package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.server.approval.Circumstances;
import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.NewTicket;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.StoreKind;
import dev.sallyport.server.approval.TestKey;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.store.Store;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An older copy of the store is put back, with nothing beside it that remembers. */
class LedgerTest {
  private final TestServer.TestDatabase database = TestServer.create();
  private final TestKey dana = new TestKey();
  private final Path home = Path.of(StoreKind.SQLITE.newAddress());
  private TargetDatabase target;

  @BeforeEach
  void connect() {
    target = database.target();
    database.runAs("agent", "CREATE TABLE ran (run integer)");
  }

  @AfterEach
  void disconnect() {
    target.close();
  }

  @Test
  void theTargetRemembersThatTheTicketRan() throws IOException {
    TicketId id = approved("production", 1);
    copy("store.db", "older.db");
    TicketState first = run(id);
    copy("older.db", "store.db");

    TicketState second = run(id);

    assertThat(first).isInstanceOf(TicketState.Executed.class);
    assertThat(second)
        .isInstanceOfSatisfying(
            TicketState.Failed.class,
            failed ->
                assertThat(failed.error().getString("message"))
                    .isEqualTo("the target's ledger says that ticket `" + id + "` ran already"));
    assertThat(database.column("SELECT count(*) FROM ran")).containsExactly("1");
  }

  @Test
  void theTargetRemembersTheChainForEveryOtherTicket() throws IOException {
    TicketId other = approved("production", 2);
    TicketId id = approved("production", 1);
    copy("store.db", "older.db");
    run(id);
    copy("older.db", "store.db");

    TicketState second = run(other);

    assertThat(second)
        .isInstanceOfSatisfying(
            TicketState.Failed.class,
            failed ->
                assertThat(failed.error().getString("message"))
                    .startsWith(
                        "an older copy of the store was put back: the target remembers line "));
    assertThat(database.column("SELECT run FROM ran")).containsExactly("1");
  }

  @Test
  void noLedgerIsLeftWhereNobodyAsksForOne() {
    run(approved("development", 1));

    assertThat(database.column("SELECT to_regclass('sallyport.execution_ledger')::text"))
        .containsExactly((String) null);
  }

  private TicketId approved(String environment, int run) {
    return with(
        desk -> {
          TicketId id = desk.open(request(environment, run)).ticket().id();
          desk.approve(id, dana.sign(desk.approvalDocument(id, dana.keyId(), "")));
          return id;
        });
  }

  private NewTicket request(String environment, int run) {
    return new NewTicket(
        Operation.EXECUTE,
        List.of(Step.inTransaction("INSERT INTO public.ran VALUES (" + run + ")")),
        Place.pinned(target.identity()).toJson(),
        environment,
        new Requester("claude@booking", true, Requester.Face.MCP, "agent"),
        "ledger test",
        "f".repeat(64),
        "a".repeat(64),
        Obligations.DEFAULT,
        Map.of(),
        Map.of("public.ran", 1L),
        JsonValue.EMPTY_JSON_OBJECT);
  }

  private TicketState run(TicketId id) {
    return with(
        desk -> {
          Ticket ticket = desk.find(id).orElseThrow();
          Circumstances now =
              new Circumstances(
                  ticket.request().database(), ticket.request().environment(), List.of());
          try (Claim claim = desk.claim(id, now)) {
            return new ClaimedRun(claim, target, SchemaCheck.NONE, RunStage.Watcher.NONE)
                .run(new Cancellation())
                .state();
          }
        });
  }

  /** A process of its own: it remembers nothing of the ones before. */
  private <T> T with(java.util.function.Function<TicketDesk, T> work) {
    try (Store store = StoreKind.open(home.toString());
        TicketDesk desk =
            new TicketDesk(
                store,
                new AuditLog(store, Clock.systemUTC()),
                () -> CrashingRun.trust(dana.publicKey()),
                Clock.systemUTC())) {
      return work.apply(desk);
    }
  }

  private void copy(String from, String to) throws IOException {
    Files.copy(home.resolve(from), home.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }
}
