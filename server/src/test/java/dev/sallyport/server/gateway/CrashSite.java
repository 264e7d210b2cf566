package dev.sallyport.server.gateway;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.ApprovalRequirement;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.server.approval.Circumstances;
import dev.sallyport.server.approval.NewTicket;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A store and a target, with an approver. */
final class CrashSite implements AutoCloseable {
  final TestServer.TestDatabase database = TestServer.create();
  final TargetDatabase target = database.target();
  final TestKey key = new TestKey();
  final String address;
  final Store store;
  final TicketDesk desk;

  CrashSite(StoreKind kind) {
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
    return approved(
        run,
        List.of(
            Step.inTransaction("INSERT INTO public.ran VALUES (" + run + ")"),
            Step.inTransaction("UPDATE public.counter SET times = times + 1 WHERE run = " + run)));
  }

  /** A ticket of those steps, approved. */
  TicketId approved(int run, List<Step> steps) {
    database.runAs("agent", "INSERT INTO counter VALUES (" + run + ", 0)");
    NewTicket request =
        new NewTicket(
            Operation.EXECUTE,
            steps,
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

  Process start(RunStage stage, int times, List<TicketId> tickets) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp"));
    line.add(System.getProperty("java.class.path"));
    line.addAll(List.of(CrashingRun.class.getName(), address, database.url("agent")));
    line.add(key.publicKey().text());
    line.add(times == 0 ? "NONE" : stage.name());
    line.add(Integer.toString(times));
    tickets.forEach(id -> line.add(id.text()));
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  boolean runsAgain(TicketId id) {
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
