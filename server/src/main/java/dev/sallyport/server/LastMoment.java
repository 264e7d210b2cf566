package dev.sallyport.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the process for certain within two seconds of its client's going: what does not close in
 * time is left to the operating system and to the next start, which can both deal with it.
 */
final class LastMoment {
  private static final Duration TO_CLOSE = Duration.ofMillis(1_850);
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private LastMoment() {}

  /** Halts the process in a moment, whatever else still runs; a second call changes nothing. */
  static void begins() {
    if (BEGUN.getAndSet(true)) {
      return;
    }
    Thread thread = new Thread(LastMoment::halt, "last-moment");
    thread.setDaemon(true);
    thread.start();
  }

  private static void halt() {
    try {
      Thread.sleep(TO_CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }
}
