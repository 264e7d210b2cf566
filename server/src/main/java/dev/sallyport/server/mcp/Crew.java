package dev.sallyport.server.mcp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that run tasks, the one that rested least first: a client that asks one thing after the
 * other is served by one thread, and the others' stacks are given back. A pool of the JDK takes
 * turns, so that each call finds cold caches.
 */
final class Crew implements Executor, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Crew.class);
  private static final long REST = TimeUnit.SECONDS.toNanos(30);

  private final String name;
  private final int most;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final Deque<Member> resting = new ArrayDeque<>();
  private int members;
  private int hired;
  private boolean closed;

  /**
   * @param most threads at once; what is more waits its turn
   */
  Crew(String name, int most) {
    this.name = name;
    this.most = most;
  }

  @Override
  public void execute(Runnable task) {
    Member rested;
    synchronized (this) {
      if (closed) {
        throw new RejectedExecutionException("closed");
      }
      rested = resting.pollFirst();
      if (rested != null) {
        rested.next = task;
      } else if (members < most) {
        members++;
        hired++;
        new Member(task).start(name + hired);
      } else {
        waiting.add(task);
      }
    }
    if (rested != null) {
      LockSupport.unpark(rested.thread);
    }
  }

  /** Takes nothing more; what was taken is done. */
  @Override
  public synchronized void close() {
    closed = true;
    resting.forEach(member -> LockSupport.unpark(member.thread));
  }

  /** One thread; its next task is guarded by the crew's lock. */
  private final class Member implements Runnable {
    private @Nullable Runnable next;
    private @Nullable Thread thread;

    private Member(Runnable first) {
      next = first;
    }

    private void start(String called) {
      Thread fresh = new Thread(this, called);
      fresh.setDaemon(true);
      thread = fresh;
      fresh.start();
    }

    @Override
    public void run() {
      Runnable task = take();
      while (task != null) {
        try {
          Thread.interrupted(); // What the task before left behind is not this one's.
          task.run();
        } catch (RuntimeException | Error e) {
          LOGGER.atError().addKeyValue("cause", e.getClass().getName()).log("a task failed");
        }
        task = take();
      }
    }

    /** What to do now, after a rest where there is nothing; null to leave. */
    private @Nullable Runnable take() {
      long end = System.nanoTime() + REST;
      boolean rests = false;
      while (true) {
        synchronized (Crew.this) {
          Runnable task = next == null && !rests ? waiting.poll() : next;
          next = null;
          if (task != null) {
            return task;
          }
          if (closed || System.nanoTime() >= end) {
            resting.remove(this);
            members--;
            return null;
          }
          if (!rests) {
            resting.addFirst(this);
            rests = true;
          }
        }
        LockSupport.parkNanos(this, end - System.nanoTime());
        Thread.interrupted(); // Would keep the thread from resting.
      }
    }
  }
}
