package dev.sallyport.server.audit;

import dev.sallyport.server.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a process that chains records in the order they were handed in: all that wait
 * go into one durable transaction, so that many requests at once share one sync of the disk.
 *
 * <p>A record that nobody waits for rides along with the next one that somebody does, or goes after
 * a moment. It is never dropped while the process lives: where the store fails it goes first when
 * the store is back, and what is handed in meanwhile fails with the store.
 */
final class AuditWriter implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(AuditWriter.class);

  /** Records in one transaction, so that other processes get their turn. */
  private static final int MOST_AT_ONCE = 128;

  /** Records that may wait; whoever hands in more has to wait, too. */
  private static final int MOST_WAITING = 1_024;

  private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);
  private static final long IDLE = TimeUnit.SECONDS.toNanos(20);
  private static final long LAST = TimeUnit.MILLISECONDS.toNanos(1_500);

  private final Function<List<AuditEntry>, List<Long>> chain;
  private final Deque<AuditEntry> waiting = new ArrayDeque<>();
  private int urgent;
  private boolean writing;
  private boolean failing;
  private boolean closing;
  private long due;
  private @Nullable Thread thread;

  /**
   * @param chain makes records durable, all or none, and says their places
   */
  AuditWriter(Function<List<AuditEntry>, List<Long>> chain) {
    this.chain = chain;
  }

  /** Hands in a record; waits where too many wait already. */
  synchronized AuditReceipt take(AuditEntry entry) {
    while (entry.urgent() && waiting.size() >= MOST_WAITING && !closing) {
      pause(IDLE);
    }
    if (closing) {
      throw new StoreException("the audit log is closed", "start again");
    }
    if (waiting.isEmpty()) {
      due = System.nanoTime() + LINGER;
    }
    waiting.add(entry);
    urgent += entry.urgent() ? 1 : 0;
    start();
    if (entry.urgent() || waiting.size() == 1) {
      notifyAll();
    }
    return new AuditReceipt(entry.durable());
  }

  private void start() {
    if (thread == null) {
      Thread fresh = new Thread(this::work, "audit-writer");
      fresh.setDaemon(true);
      thread = fresh;
      fresh.start();
    }
  }

  /** Waits until what was handed in so far is durable, or the store has failed. */
  synchronized void flush() {
    long end = System.nanoTime() + LAST;
    due = System.nanoTime();
    notifyAll();
    while ((writing || !waiting.isEmpty()) && !failing && System.nanoTime() < end) {
      pause(Math.max(1, end - System.nanoTime()));
    }
  }

  @Override
  public void close() {
    flush();
    synchronized (this) {
      closing = true;
      notifyAll();
      if (!waiting.isEmpty()) {
        LOGGER.atWarn().addKeyValue("records", waiting.size()).log("audit records were not kept");
      }
    }
  }

  private void work() {
    List<AuditEntry> batch = next();
    while (!batch.isEmpty()) {
      write(batch);
      batch = next();
    }
  }

  private void write(List<AuditEntry> batch) {
    try {
      List<Long> places = chain.apply(batch);
      written(batch, true);
      for (int i = 0; i < places.size(); i++) {
        batch.get(i).durable().complete(places.get(i));
      }
    } catch (RuntimeException | Error e) {
      LOGGER.atError().addKeyValue("records", batch.size()).log("audit records can't be written");
      written(batch, false);
      batch.stream()
          .filter(AuditEntry::urgent)
          .forEach(entry -> entry.durable().completeExceptionally(e));
    }
  }

  private synchronized void written(List<AuditEntry> batch, boolean durable) {
    writing = false;
    failing = !durable;
    if (!durable) {
      for (int i = batch.size() - 1; i >= 0; i--) {
        if (!batch.get(i).urgent()) {
          waiting.addFirst(batch.get(i));
        }
      }
    }
    due = System.nanoTime() + (durable ? LINGER : AFTER_FAILURE);
    notifyAll();
  }

  /** What is to be written now; empty when the thread has nothing more to do. */
  private synchronized List<AuditEntry> next() {
    long idle = System.nanoTime() + IDLE;
    while (!isTime()) {
      long now = System.nanoTime();
      if (closing || (waiting.isEmpty() && now >= idle)) {
        thread = null;
        return List.of();
      }
      pause(waiting.isEmpty() ? idle - now : Math.max(1, due - now));
    }
    List<AuditEntry> batch = new ArrayList<>();
    while (!waiting.isEmpty() && batch.size() < MOST_AT_ONCE) {
      AuditEntry entry = waiting.remove();
      urgent -= entry.urgent() ? 1 : 0;
      batch.add(entry);
    }
    writing = true;
    notifyAll();
    return batch;
  }

  private boolean isTime() {
    return urgent > 0 || (!waiting.isEmpty() && System.nanoTime() - due >= 0);
  }

  private void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, nanos));
    } catch (InterruptedException e) {
      // Nobody interrupts to stop it: what waits must still be written.
      LOGGER.atDebug().log("interrupted while records wait");
    }
  }
}
