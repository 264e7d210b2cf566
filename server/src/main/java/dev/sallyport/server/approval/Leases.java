package dev.sallyport.server.approval;

import dev.sallyport.server.store.StoreException;
import dev.sallyport.server.store.StoreSession;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Signs of life: each claim's lease is renewed at a third of its length. */
final class Leases implements AutoCloseable {
  private final Desk desk;
  private final FreezeOrders freezes;
  private @Nullable ScheduledExecutorService timer;

  Leases(Desk desk, FreezeOrders freezes) {
    this.desk = desk;
    this.freezes = freezes;
  }

  /** Begins a lease, in the transaction of the claim. */
  void start(StoreSession session, TicketId id, Executor executor) throws SQLException {
    session.update(
        "UPDATE ticket SET claim = ?, lease = ? WHERE id = ?",
        executor.claim(),
        desk.now().plus(desk.limits().lease()).toEpochMilli(),
        id.text());
  }

  /** Renews until the lease is closed. */
  Lease keep(TicketId id, Executor executor) {
    Lease lease = new Lease(id, executor);
    long third = Math.max(1, desk.limits().lease().toMillis() / 3);
    lease.renewing = timer().scheduleWithFixedDelay(lease, third, third, TimeUnit.MILLISECONDS);
    return lease;
  }

  private synchronized ScheduledExecutorService timer() {
    if (timer == null) {
      timer =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread thread = new Thread(work, "ticket-leases");
                thread.setDaemon(true);
                return thread;
              });
    }
    return timer;
  }

  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  /** One claim's lease. */
  final class Lease implements Runnable, AutoCloseable {
    private final TicketId id;
    private final Executor executor;
    private volatile @Nullable String interruption;
    private @Nullable ScheduledFuture<?> renewing;

    private Lease(TicketId id, Executor executor) {
      this.id = id;
      this.executor = executor;
    }

    Executor executor() {
      return executor;
    }

    Optional<String> interruption() {
      return Optional.ofNullable(interruption);
    }

    @Override
    public void run() {
      try {
        interruption = desk.store().write(this::renew).orElse(null);
      } catch (StoreException e) {
        interruption = "the store can't be used, so the claim can't be kept";
      } catch (RefusedException e) {
        interruption = e.getMessage();
      }
    }

    private Optional<String> renew(StoreSession session) throws SQLException {
      int renewed =
          session.update(
              "UPDATE ticket SET lease = ? WHERE id = ? AND claim = ? AND state = 'executing'",
              desk.now().plus(desk.limits().lease()).toEpochMilli(),
              id.text(),
              executor.claim());
      if (renewed == 0) {
        return Optional.of("another process took the claim over");
      }
      return freezes
          .current(session)
          .map(freeze -> "`" + freeze.approver() + "` froze this store: " + freeze.reason());
    }

    @Override
    public void close() {
      if (renewing != null) {
        renewing.cancel(false);
      }
    }
  }
}
