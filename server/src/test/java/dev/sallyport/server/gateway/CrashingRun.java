package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Circumstances;
import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.DeskLimits;
import dev.sallyport.server.approval.PublicKeyText;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.StoreKind;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TrustRoot;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.ConnectionSettings;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that runs tickets and, where it is told to, is killed by {@code kill -9} at one stage.
 *
 * <p>Arguments: the store, the target, the approver's public key, the stage and how often it is
 * reached before the end ({@code NONE 0} to survive), and the tickets.
 */
public final class CrashingRun {
  private CrashingRun() {}

  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    try (Store store = StoreKind.open(arguments[0]);
        TargetDatabase target = new TargetDatabase(ConnectionSettings.parse(arguments[1]), null);
        TicketDesk desk =
            new TicketDesk(
                store,
                new AuditLog(store, clock),
                () -> trust(new PublicKeyText(arguments[2])),
                clock,
                patient(),
                Optional.empty())) {
      RunStage.Watcher watcher = watcher(arguments[3], Integer.parseInt(arguments[4]));
      for (String id : List.of(arguments).subList(5, arguments.length)) {
        run(desk, target, new TicketId(id), watcher);
      }
    }
  }

  /** A busy machine is slow to store a mark; what is tested here is the kill, not the clock. */
  private static DeskLimits patient() {
    DeskLimits usual = DeskLimits.DEFAULT;
    return new DeskLimits(
        usual.openPerRequester(),
        usual.repeats(),
        usual.lease(),
        usual.clockSkew(),
        Duration.ofMinutes(1));
  }

  static TrustRoot trust(PublicKeyText key) {
    return new TrustRoot(
        Map.of(
            "dana",
            new TrustRoot.Approver(
                "dana", Set.of(), "dana", List.of(new TrustRoot.EnrolledKey(key, false)))),
        Map.of(),
        Map.of(),
        List.of());
  }

  private static void run(
      TicketDesk desk, TargetDatabase target, TicketId id, RunStage.Watcher watcher) {
    Circumstances now =
        new Circumstances(Place.pinned(target.identity()).toJson(), "production", List.of());
    try (Claim claim = desk.claim(id, now)) {
      Ticket ended =
          new ClaimedRun(claim, target, SchemaCheck.NONE, watcher).run(new Cancellation());
      System.out.println(id + " " + ended.state().kind().label());
    } catch (RefusedException e) {
      System.out.println(id + " refused " + e.refusal().label());
    }
  }

  private static RunStage.Watcher watcher(String stage, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return reached -> {
      if (reached.name().equals(stage) && left.decrementAndGet() == 0) {
        kill();
      }
    };
  }

  private static void kill() {
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Thread.sleep(60_000);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
