package dev.sallyport.server.database;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of a server's messages under a {@link FrameGuard}. */
final class GuardedInput extends FilterInputStream {
  private final FrameGuard guard;

  GuardedInput(InputStream in, FrameGuard guard) {
    super(in);
    this.guard = guard;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      guard.watch(buffer, offset, count);
    }
    return count;
  }

  /** By reading: what is skipped unseen would be lost to the guard. */
  @Override
  public long skip(long bytes) throws IOException {
    byte[] dropped = new byte[(int) Math.min(8192, Math.max(0, bytes))];
    return Math.max(0, read(dropped, 0, dropped.length));
  }
}
