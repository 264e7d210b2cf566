package dev.sallyport.server.audit;

import dev.sallyport.server.approval.StoreKind;
import dev.sallyport.server.store.Store;
import java.time.Clock;

/**
 * A process that appends from several threads until it is killed. It prints the place of each
 * record that it was told is durable.
 */
final class AppendingProcess {
  private static final int THREADS = 4;

  private AppendingProcess() {}

  /** Takes the store's address. */
  public static void main(String[] arguments) throws InterruptedException {
    Store store = StoreKind.open(arguments[0]);
    AuditLog log = new AuditLog(store, Clock.systemUTC());
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      String actor = ProcessHandle.current().pid() + "-" + i;
      threads[i] = new Thread(() -> appendForEver(log, actor));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void appendForEver(AuditLog log, String actor) {
    for (int number = 0; ; number++) {
      long place =
          log.submit(AuditEvent.INTENT, actor, CanonicalJson.object().add("number", number).build())
              .requireDurable();
      System.out.println(place + " " + actor + " " + number);
      log.submitLater(
          AuditEvent.RESULT, actor, CanonicalJson.object().add("number", number).build());
    }
  }
}
