package dev.sallyport.policy.sql.grammar;

import dev.sallyport.policy.sql.grammar.GrammarFault.Kind;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * The instances that callers take turns with. Each is made when all others are busy, and dropped
 * after a fault.
 */
final class InstancePool implements AutoCloseable {
  private final ConcurrentLinkedDeque<GrammarInstance> idle = new ConcurrentLinkedDeque<>();
  private final Semaphore turns;
  private final int size;
  private volatile boolean closed;

  InstancePool(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a pool of " + size);
    }
    this.size = size;
    turns = new Semaphore(size);
  }

  /** What a caller does with an instance while it has it to itself. */
  @FunctionalInterface
  interface Use {
    String of(GrammarInstance instance) throws SyntaxError;
  }

  /**
   * Waits for a turn, then uses an instance. A caller's interrupt is left for the caller: a turn is
   * short, and giving up in it would cost an instance.
   */
  String use(Use use) throws SyntaxError {
    boolean interrupted = Thread.interrupted();
    turns.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("the grammar is closed");
      }
      return onSomeStack(use);
    } finally {
      turns.release();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** On the caller's stack, and where that does not do, again on a larger one. */
  private String onSomeStack(Use use) throws SyntaxError {
    try {
      return onAnInstance(use);
    } catch (GrammarFault fault) {
      if (fault.kind() != Kind.STACK_EXHAUSTED) {
        throw fault.kind().refusal();
      }
    }
    try {
      return LargeStack.call(() -> onAnInstance(use));
    } catch (GrammarFault fault) {
      throw fault.kind().refusal();
    }
  }

  private String onAnInstance(Use use) throws SyntaxError {
    GrammarInstance instance = idle.pollFirst();
    if (instance == null) {
      instance = new GrammarInstance();
    }
    try {
      String result = use.of(instance);
      giveBack(instance);
      return result;
    } catch (SyntaxError e) {
      giveBack(instance);
      throw e;
    }
  }

  private void giveBack(GrammarInstance instance) {
    if (!instance.hasGrown()) {
      idle.offerFirst(instance);
    }
  }

  /** Waits until every turn is over; later ones are refused. */
  @Override
  public void close() {
    closed = true;
    turns.acquireUninterruptibly(size);
    idle.clear();
    turns.release(size);
  }
}
