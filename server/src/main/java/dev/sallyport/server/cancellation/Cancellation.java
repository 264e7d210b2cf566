package dev.sallyport.server.cancellation;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One request's word to stop. Cancelled once and for good; whoever works for the request registers
 * what stops it.
 *
 * <p>Thread-safe. A hook registered after the word was given runs at once; a hook runs at most
 * once, on the thread that cancels, and must be short.
 */
public final class Cancellation {
  private static final ThreadLocal<Cancellation> CURRENT =
      ThreadLocal.withInitial(Cancellation::none);

  private final Set<Registration> hooks = new LinkedHashSet<>();
  private boolean cancelled;

  /** A request that nobody will cancel. */
  public static Cancellation none() {
    return new Cancellation();
  }

  /**
   * Works for a request on this thread: what reads through a session meanwhile stops at the
   * request's word.
   */
  public static <T> T working(Cancellation request, Supplier<T> work) {
    Cancellation before = CURRENT.get();
    CURRENT.set(request);
    try {
      return work.get();
    } finally {
      CURRENT.set(before);
    }
  }

  /** The word of the request that this thread works for. */
  public static Cancellation ofThisThread() {
    return CURRENT.get();
  }

  /** Gives the word: runs every registered hook. A second call does nothing. */
  public void cancel() {
    Set<Registration> due;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      due = new LinkedHashSet<>(hooks);
      hooks.clear();
    }
    due.forEach(Registration::run);
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Runs {@code hook} when the word is given, until the registration is closed. */
  public Registration onCancel(Runnable hook) {
    Registration registration = new Registration(hook);
    synchronized (this) {
      if (!cancelled) {
        hooks.add(registration);
        return registration;
      }
    }
    registration.run();
    return registration;
  }

  /** A hook's place in line. Closing it takes the hook out; a running hook is waited for. */
  public final class Registration implements AutoCloseable {
    private final Runnable hook;
    private boolean closed;

    private Registration(Runnable hook) {
      this.hook = hook;
    }

    private synchronized void run() {
      if (!closed) {
        closed = true;
        hook.run();
      }
    }

    @Override
    public void close() {
      synchronized (Cancellation.this) {
        hooks.remove(this);
      }
      synchronized (this) {
        closed = true;
      }
    }
  }
}
