package dev.sallyport.policy.sql.grammar;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A thread with a stack for texts that nest deeper than a caller's own stack allows. */
final class LargeStack {
  /** Enough for a tree of several times {@link ParseTree#DEPTH} levels, compiled or not. */
  private static final long BYTES = 16L << 20;

  private LargeStack() {}

  /** What is called there. */
  @FunctionalInterface
  interface Call {
    String run() throws SyntaxError;
  }

  /** Makes the call on a thread of its own and waits for the end of both. */
  static String call(Call call) throws SyntaxError {
    AtomicReference<@Nullable String> result = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.set(call.run());
              } catch (SyntaxError | RuntimeException | Error e) {
                failure.set(e);
              }
            },
            "postgres-grammar-large-stack",
            BYTES);
    thread.setDaemon(true);
    thread.start();
    join(thread);
    String value = result.get();
    if (value != null) {
      return value;
    }
    throw thrown(failure.get());
  }

  private static SyntaxError thrown(@Nullable Throwable failure) {
    if (failure instanceof SyntaxError refusal) {
      return refusal;
    }
    if (failure instanceof RuntimeException fault) {
      throw fault;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("a call ended with neither a result nor a failure");
  }

  /** Waits however often the caller is interrupted, and leaves the interrupt for the caller. */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
