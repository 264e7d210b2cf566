package dev.sallyport.policy.sql.grammar;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * The instances that callers take turns with. Each is made when all others are busy, and dropped
 * when it failed: its memory is then in an unknown state.
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

  /** Waits for a turn, then uses an instance. */
  String use(Use use) throws SyntaxError {
    turns.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("the grammar is closed");
      }
      return onAnInstance(use);
    } finally {
      turns.release();
    }
  }

  private String onAnInstance(Use use) throws SyntaxError {
    GrammarInstance instance = idle.pollFirst();
    if (instance == null) {
      instance = new GrammarInstance();
    }
    try {
      String result = use.of(instance);
      idle.offerFirst(instance);
      return result;
    } catch (SyntaxError e) {
      idle.offerFirst(instance);
      throw e;
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
