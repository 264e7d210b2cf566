package dev.sallyport.server.approval;

import dev.sallyport.server.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everybody who waits for a ticket to change: one thread looks for all of them. */
final class Waiters implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Store store;
  private final Function<TicketId, Optional<Ticket>> find;
  private final List<Waiter> waiting = new CopyOnWriteArrayList<>();
  private @Nullable Thread watcher;
  private boolean closed;

  Waiters(Store store, Function<TicketId, Optional<Ticket>> find) {
    this.store = store;
    this.find = find;
  }

  private record Waiter(
      TicketId id, long revision, long deadline, CompletableFuture<Ticket> future) {}

  CompletableFuture<Ticket> await(TicketId id, long revision, Duration atMost) {
    Waiter waiter =
        new Waiter(id, revision, System.nanoTime() + atMost.toNanos(), new CompletableFuture<>());
    waiting.add(waiter);
    startWatching();
    return waiter.future;
  }

  private synchronized void startWatching() {
    if (closed) {
      throw new IllegalStateException("the desk is closed");
    }
    if (watcher == null) {
      watcher = new Thread(this::watch, "ticket-waiters");
      watcher.setDaemon(true);
      watcher.start();
    }
  }

  private void watch() {
    while (hasWork()) {
      for (Waiter waiter : waiting) {
        if (waiter.future.isDone() || answered(waiter)) {
          waiting.remove(waiter);
        }
      }
      if (!waiting.isEmpty()) {
        pause();
      }
    }
  }

  /** Ends the thread when nobody waits; the next waiter starts another. */
  private synchronized boolean hasWork() {
    if (closed || waiting.isEmpty()) {
      watcher = null;
      return false;
    }
    return true;
  }

  private boolean answered(Waiter waiter) {
    try {
      Optional<Ticket> ticket = find.apply(waiter.id);
      if (ticket.isEmpty()) {
        waiter.future.completeExceptionally(
            new RefusedException(
                Refusal.NO_SUCH_TICKET,
                "there is no ticket `" + waiter.id + "`",
                "see `ticket_list`"));
        return true;
      }
      boolean answer =
          ticket.get().revision() > waiter.revision || System.nanoTime() >= waiter.deadline;
      return answer && waiter.future.complete(ticket.get());
    } catch (RuntimeException e) {
      waiter.future.completeExceptionally(e);
      return true;
    }
  }

  private void pause() {
    try {
      store.awaitChange(LOOK);
    } catch (RuntimeException e) {
      // The next look at the tickets says what is wrong to those who wait.
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Waiter waiter : waiting) {
      waiter.future.cancel(false);
    }
  }
}
