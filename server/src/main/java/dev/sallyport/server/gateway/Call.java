package dev.sallyport.server.gateway;

import java.util.ArrayList;
import java.util.List;

/** One request on its way: whoever started it can cancel it, from any thread. */
public final class Call {
  private final List<Runnable> hooks = new ArrayList<>();
  private boolean cancelled;

  /** Cancels what is running for this call; a second time does nothing. */
  public void cancel() {
    List<Runnable> run;
    synchronized (hooks) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      run = List.copyOf(hooks);
    }
    run.forEach(Runnable::run);
  }

  public boolean isCancelled() {
    synchronized (hooks) {
      return cancelled;
    }
  }

  /** Runs {@code hook} when the call is cancelled; at once where it already is. */
  void onCancel(Runnable hook) {
    synchronized (hooks) {
      if (!cancelled) {
        hooks.add(hook);
        return;
      }
    }
    hook.run();
  }
}
