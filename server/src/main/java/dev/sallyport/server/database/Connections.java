package dev.sallyport.server.database;

import dev.sallyport.server.database.DatabaseException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one role. Each serves one request at a time, and none is handed out again
 * before {@code DISCARD ALL} has wiped what the last request left: locks, settings, temporary
 * tables, prepared statements.
 *
 * <p>After a read the wiping is done behind the answer's back, so two connections are kept warm. A
 * pool library would be loaded before the first answer, and would hand out connections that still
 * hold state.
 */
final class Connections implements AutoCloseable {
  private static final int MOST = 8;
  private static final int WARM = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(3);
  private static final Duration WIPE = Duration.ofSeconds(10);

  private record Idle(Line line, long since) {}

  private final ConnectionSettings settings;
  private final ExecutorService wiper = wiper();
  private final Deque<Idle> idle = new ArrayDeque<>();
  private int open;
  private int wiping;
  private boolean closed;
  private @Nullable DatabaseMark first;
  private volatile @Nullable Fresh fresh;
  private volatile boolean sharesBackends;

  /** What was learnt from the first connection. */
  private record Fresh(Baseline baseline, Pins pins) {}

  Connections(ConnectionSettings settings) {
    this.settings = settings;
  }

  private static ExecutorService wiper() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "sallyport-wiper");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** A connection of one's own, wiped or new. */
  Lease borrow() {
    Line line = waitForIdle();
    if (line != null) {
      return new Lease(line, this, true);
    }
    try {
      return new Lease(connect(), this, false);
    } catch (RuntimeException e) {
      forget();
      throw e;
    }
  }

  /** An idle connection, or null where a new one may be made, which is then already counted. */
  private synchronized @Nullable Line waitForIdle() {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (true) {
      if (closed) {
        throw DriverErrors.lost(null);
      }
      Idle candidate = idle.pollLast();
      if (candidate != null) {
        if (System.nanoTime() - candidate.since() < LONGEST_IDLE.toNanos()) {
          return candidate.line();
        }
        open--;
        candidate.line().wire().close();
        continue;
      }
      // What is being wiped is ready sooner than a new connection.
      boolean soon = wiping > 0 && open >= WARM;
      if (!soon && open < MOST) {
        open++;
        return null;
      }
      waitUntil(deadline);
    }
  }

  private void waitUntil(long deadline) {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new DatabaseException(
          Kind.UNREACHABLE,
          "all " + MOST + " connections to the database are busy",
          "wait for other requests to end, or cancel them");
    }
    try {
      wait(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DriverErrors.cancelled(null);
    }
  }

  private Line connect() {
    Wire wire = Wire.connect(settings);
    try {
      if (fresh == null) {
        learn(wire);
      }
      requireSameDatabase(DatabaseMark.of(wire));
      return new Line(wire, backend(wire));
    } catch (RuntimeException e) {
      wire.close();
      throw e;
    }
  }

  /** Another database behind the same address is not the one that was pinned and decided about. */
  private synchronized void requireSameDatabase(DatabaseMark mark) {
    DatabaseMark known = first;
    if (known == null) {
      first = mark;
    } else if (!known.equals(mark)) {
      throw new DatabaseException(
          Kind.UNSAFE_SESSION,
          "another database answers at this address than before",
          "start Sallyport again, so that it finds out which database this is");
    }
  }

  private synchronized void learn(Wire wire) {
    if (fresh == null) {
      if (PoolerProbe.sharesBackends(wire, settings)) {
        sharesBackends = true;
      }
      Baseline baseline = Baseline.of(wire, settings.schema());
      fresh = new Fresh(baseline, new Pins(baseline));
    }
  }

  static int backend(Wire wire) {
    String sql = "SELECT pg_catalog.pg_backend_pid()";
    return Integer.parseInt(String.valueOf(WireRows.one(wire, sql, WIPE).get(0)));
  }

  Baseline baseline() {
    return known().baseline();
  }

  Pins pins() {
    return known().pins();
  }

  private Fresh known() {
    Fresh known = fresh;
    if (known == null) {
      throw new IllegalStateException("no connection was made yet");
    }
    return known;
  }

  /** A pooler was caught sharing backends among connections. */
  void sharesBackends() {
    sharesBackends = true;
  }

  /** Whether a pooler shares backends among connections, as far as it was seen. */
  boolean isShared() {
    return sharesBackends;
  }

  /**
   * Takes a connection back, to be wiped or dropped.
   *
   * @param atOnce whether to wipe before returning: what a write may leave, such as a lock, must
   *     not outlive it
   */
  void giveBack(Line line, boolean atOnce) {
    if (!line.wire().isReusable()) {
      drop(line);
      return;
    }
    synchronized (this) {
      wiping++;
    }
    if (atOnce) {
      wipe(line);
      return;
    }
    try {
      wiper.execute(() -> wipe(line));
    } catch (RejectedExecutionException e) {
      wiped(line, false);
    }
  }

  private void wipe(Line line) {
    boolean clean = false;
    try {
      line.wire().wipe(WIPE);
      clean = true;
    } catch (DatabaseException e) {
      // Dropped below: a connection that can't be wiped serves nobody.
    } finally {
      wiped(line, clean);
    }
  }

  private void wiped(Line line, boolean clean) {
    synchronized (this) {
      wiping--;
      if (clean && !closed && line.wire().isReusable()) {
        idle.addLast(new Idle(line, System.nanoTime()));
        notifyAll();
        return;
      }
    }
    drop(line);
  }

  private void drop(Line line) {
    line.wire().close();
    forget();
  }

  private synchronized void forget() {
    open--;
    notifyAll();
  }

  @Override
  public void close() {
    Deque<Idle> last;
    synchronized (this) {
      closed = true;
      last = new ArrayDeque<>(idle);
      idle.clear();
      open -= last.size();
      notifyAll();
    }
    wiper.shutdown();
    last.forEach(line -> line.line().wire().close());
  }
}
