package dev.sallyport.server.approval;

import static dev.sallyport.server.approval.Office.asking;
import static dev.sallyport.server.approval.Office.asks;
import static dev.sallyport.server.approval.Office.needs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManyAtOnceTest {
  private static final int PROCESSES = 16;

  /** A thousand and more with {@code -Dsallyport.tickets=1000}. */
  private static final int TICKETS = Integer.getInteger("sallyport.tickets", 100);

  private static final DeskLimits MANY =
      new DeskLimits(
          100_000,
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofSeconds(2));

  @ParameterizedTest
  @EnumSource
  void sixteenProcessesClaimEachTicketOnce(StoreKind kind) throws Exception {
    String address = kind.newAddress();
    TestKey dana = new TestKey();
    List<String> opened = new ArrayList<>();
    try (Store store = StoreKind.open(address);
        TicketDesk desk = desk(store, dana)) {
      for (int i = 0; i < TICKETS; i++) {
        TicketId id = desk.open(asks("drop table t" + i)).ticket().id();
        desk.approve(id, dana.sign(desk.approvalDocument(id, dana.keyId(), "")));
        opened.add(id.text());
      }

      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(start(address, dana));
      }
      List<String> ran = new ArrayList<>();
      for (Process process : processes) {
        ran.addAll(
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
        assertThat(process.waitFor()).isZero();
      }

      assertThat(ran).containsExactlyInAnyOrderElementsOf(opened);
      assertThat(desk.audit().verify().broken()).isEmpty();
    }
  }

  private static TicketDesk desk(Store store, TestKey dana) {
    TrustRoot trust =
        new TrustRoot(
            java.util.Map.of("dana", LifecycleTest.approver("dana", dana)),
            java.util.Map.of(),
            java.util.Map.of(),
            List.of());
    Clock clock = Clock.systemUTC();
    return new TicketDesk(
        store, new AuditLog(store, clock), () -> trust, clock, MANY, Optional.empty());
  }

  private static Process start(String address, TestKey dana) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            ClaimingProcess.class.getName(),
            address,
            dana.publicKey().text())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @ParameterizedTest
  @EnumSource
  void fiftyApproversAtOnceAreCountedRight(StoreKind kind) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(50);
    try (Office office = new Office(kind)) {
      for (int i = 0; i < 50; i++) {
        office.enrol("approver" + i);
      }
      TicketId id =
          office
              .desk
              .open(asks("drop table old", "claude@booking", asking(needs(50))))
              .ticket()
              .id();
      List<Callable<Ticket>> approvals = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String name = "approver" + i;
        approvals.add(() -> office.approve(id, name));
      }

      long last = 0;
      for (Future<Ticket> ticket : threads.invokeAll(approvals)) {
        last += ticket.get().state() instanceof TicketState.Approved ? 1 : 0;
      }

      Ticket ticket = office.desk.find(id).orElseThrow();
      assertThat(ticket.approvals()).hasSize(50);
      assertThat(last).isEqualTo(1);
      assertThat(ticket.state()).isInstanceOf(TicketState.Approved.class);
      office.claim(id).close();
    } finally {
      threads.shutdownNow();
    }
  }
}
