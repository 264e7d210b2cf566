package dev.sallyport.server.mcp.stdio;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What waits to be written to the client, in order and bounded: whoever puts more than a slow
 * client takes has to wait.
 */
final class Outbox {
  /** What a client that reads at all takes in one go. */
  private static final int CHUNK = 16 << 10;

  private final OutputStream out;
  private final Runnable onBroken;
  private final Deque<byte[]> lines = new ArrayDeque<>();
  private long waitingBytes;
  private long progress;
  private boolean writing;
  private boolean broken;

  /**
   * @param onBroken run once when the client no longer reads; on the writing thread
   */
  Outbox(OutputStream out, Runnable onBroken) {
    this.out = out;
    this.onBroken = onBroken;
  }

  /** Starts writing on a thread of its own. */
  void start() {
    Thread thread = new Thread(this::writeAll, "mcp-out");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Puts a line, without its end, behind those that wait.
   *
   * @param bound bytes that may wait before the caller has to
   */
  synchronized void put(byte[] line, long bound) {
    while (waitingBytes > bound && !broken) {
      sleep(0);
    }
    if (broken) {
      return;
    }
    lines.add(line);
    waitingBytes += line.length;
    notifyAll();
  }

  /**
   * Waits until everything is written. Gives up when the client takes nothing for {@code patience},
   * or is gone.
   */
  synchronized void flush(Duration patience) {
    long seen = progress;
    long deadline = System.nanoTime() + patience.toNanos();
    while (!broken && (writing || !lines.isEmpty())) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (progress != seen) {
        seen = progress;
        deadline = System.nanoTime() + patience.toNanos();
      } else if (left <= 0) {
        return;
      } else {
        sleep(left);
      }
    }
  }

  private void writeAll() {
    try {
      while (true) {
        byte[] line = take();
        for (int from = 0; from < line.length; from += CHUNK) {
          out.write(line, from, Math.min(CHUNK, line.length - from));
          progressed();
        }
        out.write('\n');
        out.flush();
        written(line);
      }
    } catch (IOException e) {
      synchronized (this) {
        broken = true;
        lines.clear();
        notifyAll();
      }
      onBroken.run();
    }
  }

  private synchronized byte[] take() throws InterruptedIOException {
    while (lines.isEmpty()) {
      sleep(0);
      if (broken) {
        throw new InterruptedIOException();
      }
    }
    writing = true;
    return lines.remove();
  }

  private synchronized void progressed() {
    progress++;
  }

  private synchronized void written(byte[] line) {
    writing = false;
    progress++;
    waitingBytes -= line.length;
    notifyAll();
  }

  /** Waits for a change; for {@code millis} at most, where it is not zero. */
  private void sleep(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      // Nobody interrupts these threads to stop them; what waits must still be written.
      Thread.currentThread().interrupt();
      broken = true;
    }
  }
}
