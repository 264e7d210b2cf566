package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.ApprovalRequirement;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.server.approval.Circumstances;
import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.NewTicket;
import dev.sallyport.server.approval.Recovered;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.StoreKind;
import dev.sallyport.server.approval.TestKey;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.store.Store;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that run tickets and are killed: nothing is lost, nothing runs twice. */
class CrashTest {
  /** More with {@code -Dsallyport.crashes=500}. */
  private static final int RUNS = Integer.getInteger("sallyport.crashes", 50);

  private record Death(RunStage stage, int times) {}

  private static final List<Death> DEATHS =
      List.of(
          new Death(RunStage.CLAIMED, 1),
          new Death(RunStage.BEGUN, 1),
          new Death(RunStage.STATEMENT_DONE, 1),
          new Death(RunStage.STATEMENT_DONE, 2),
          new Death(RunStage.LEDGER_WRITTEN, 1),
          new Death(RunStage.MARK_STORED, 1),
          new Death(RunStage.COMMITTED, 1),
          new Death(RunStage.RECORDED, 1));

  /** A store and a target, with an approver. */
  private static final class Site implements AutoCloseable {
    final TestServer.TestDatabase database = TestServer.create();
    final TargetDatabase target = database.target();
    final TestKey key = new TestKey();
    final String address;
    final Store store;
    final TicketDesk desk;

    Site(StoreKind kind) {
      address = kind.newAddress();
      store = StoreKind.open(address);
      desk =
          new TicketDesk(
              store,
              new AuditLog(store, Clock.systemUTC()),
              () -> CrashingRun.trust(key.publicKey()),
              Clock.systemUTC());
      database.runAs(
          "agent",
          "CREATE TABLE ran (run integer)",
          "CREATE TABLE counter (run integer PRIMARY KEY, times integer)");
    }

    /** A ticket whose run leaves a row, approved. */
    TicketId approved(int run) {
      database.runAs("agent", "INSERT INTO counter VALUES (" + run + ", 0)");
      NewTicket request =
          new NewTicket(
              Operation.EXECUTE,
              List.of(
                  Step.inTransaction("INSERT INTO public.ran VALUES (" + run + ")"),
                  Step.inTransaction(
                      "UPDATE public.counter SET times = times + 1 WHERE run = " + run)),
              Place.pinned(target.identity()).toJson(),
              "production",
              new Requester("agent-" + run, true, Requester.Face.MCP, "agent"),
              "crash test",
              "f".repeat(64),
              "a".repeat(64),
              new Obligations(
                  1000,
                  1 << 20,
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(30),
                  Long.MAX_VALUE,
                  Set.of(),
                  0,
                  List.of(ApprovalRequirement.anyone("crash"))),
              Map.of(),
              Map.of("public.ran", 1L, "public.counter", 1L),
              JsonValue.EMPTY_JSON_OBJECT);
      TicketId id = desk.open(request).ticket().id();
      desk.approve(id, key.sign(desk.approvalDocument(id, key.keyId(), "")));
      return id;
    }

    Process start(Death death, List<TicketId> tickets) throws Exception {
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp"));
      line.add(System.getProperty("java.class.path"));
      line.addAll(List.of(CrashingRun.class.getName(), address, database.url("agent")));
      line.add(key.publicKey().text());
      line.add(death.times == 0 ? "NONE" : death.stage.name());
      line.add(Integer.toString(death.times));
      tickets.forEach(id -> line.add(id.text()));
      return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Starts a process for each run, all at once, and says what went wrong with any. */
    List<String> killOneAtEachStage(int from, int to) throws Exception {
      List<TicketId> tickets = new ArrayList<>();
      List<Process> processes = new ArrayList<>();
      for (int run = from; run < to; run++) {
        tickets.add(approved(run));
        processes.add(start(DEATHS.get(run % DEATHS.size()), List.of(tickets.get(run - from))));
      }
      for (Process process : processes) {
        process.waitFor();
      }
      recover();
      List<String> wrong = new ArrayList<>();
      for (int run = from; run < to; run++) {
        int exit = processes.get(run - from).exitValue();
        TicketId id = tickets.get(run - from);
        if (!isRight(id, run) || exit != 137 || runsAgain(id)) {
          wrong.add(DEATHS.get(run % DEATHS.size()) + " exit " + exit + " " + desk.find(id));
        }
      }
      return wrong;
    }

    /** Whether the ticket says what the database says. */
    private boolean isRight(TicketId id, int run) {
      return switch (desk.find(id).orElseThrow().state().kind()) {
        case EXECUTED -> rows(run) == 1;
        case FAILED -> rows(run) == 0;
        default -> false;
      };
    }

    private boolean runsAgain(TicketId id) {
      try {
        desk.claim(id, unchanged()).close();
        return true;
      } catch (RefusedException e) {
        return false;
      }
    }

    Circumstances unchanged() {
      return new Circumstances(Place.pinned(target.identity()).toJson(), "production", List.of());
    }

    /** Recovers until nothing waits: a killed process's session takes a moment to end. */
    void recover() throws InterruptedException {
      Fates fates = new Fates(target);
      while (desk.recover(fates::of).stream().anyMatch(one -> !one.concluded())) {
        Thread.sleep(50);
      }
    }

    long rows(int run) {
      return Long.parseLong(
          String.valueOf(database.column("SELECT count(*) FROM ran WHERE run = " + run).get(0)));
    }

    @Override
    public void close() {
      desk.close();
      store.close();
      target.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKilledExecutorLosesNothingAndRunsNothingTwice(StoreKind kind) throws Exception {
    try (Site site = new Site(kind)) {
      List<String> wrong = new ArrayList<>();
      for (int run = 0; run < RUNS; run += DEATHS.size()) {
        wrong.addAll(site.killOneAtEachStage(run, Math.min(RUNS, run + DEATHS.size())));
      }

      assertThat(wrong).isEmpty();
      assertThat(site.desk.audit().verify().broken()).isEmpty();
      assertThat(site.desk.verify()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLiveExecutorIsNeverOvertaken(StoreKind kind) throws Exception {
    try (Site site = new Site(kind)) {
      TicketId id = site.approved(1);
      Claim claim = site.desk.claim(id, site.unchanged());

      List<Recovered> recovered = site.desk.recover(new Fates(site.target)::of);
      String other = said(site.start(new Death(RunStage.CLAIMED, 0), List.of(id)));

      assertThat(recovered).isEmpty();
      assertThat(other).isEqualTo(id + " refused wrong-state\n");
      claim.close();
    }
  }

  private static String said(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
