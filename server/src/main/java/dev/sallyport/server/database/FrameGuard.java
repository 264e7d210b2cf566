package dev.sallyport.server.database;

import java.io.IOException;

/**
 * Watches the messages that a server sends and stops at the first that is too large, before the
 * driver makes room for it.
 *
 * <p>The driver reads an error or a notice into a buffer that doubles until it fits, so an error
 * that quotes a value of 300 MB fills the heap; and past its own limit for rows ({@code
 * maxResultBuffer}, counted over a connection's life) it reads on from the middle of a row, whose
 * bytes it then takes for messages.
 */
final class FrameGuard {
  /** The guard's place among the driver's properties. */
  static final String PROPERTY = "sallyport.frames";

  /** Largest row. */
  static final int LARGEST_ROW = 24 << 20;

  /** Largest message of any other kind: errors, notices, descriptions of columns. */
  private static final int LARGEST_OTHER = 1 << 20;

  /** Most bytes in answer to one message of ours. */
  private static final long LARGEST_REPLY = 32L << 20;

  private static final int HEADER = 5;

  private boolean taken;
  private boolean loneByteFirst;
  private int headerRead;
  private int type;
  private int length;
  private long bodyLeft;
  private volatile long replyLeft = LARGEST_REPLY;

  /** From here on, other sockets of the same settings are not this guard's to watch. */
  void connected() {
    taken = true;
  }

  boolean isTaken() {
    return taken;
  }

  /** Starts counting a new reply. */
  void expectReply() {
    replyLeft = LARGEST_REPLY;
  }

  /**
   * Starts with a new stream.
   *
   * @param withLoneByte whether the server first answers one byte to the question for encryption
   */
  void startOver(boolean withLoneByte) {
    loneByteFirst = withLoneByte;
    headerRead = 0;
    bodyLeft = 0;
    replyLeft = LARGEST_REPLY;
  }

  /** Looks at bytes that just came in. */
  void watch(byte[] bytes, int offset, int count) throws IOException {
    replyLeft -= count;
    if (replyLeft < 0) {
      throw new TooLarge();
    }
    int at = offset;
    int end = offset + count;
    while (at < end) {
      if (bodyLeft > 0) {
        int skipped = (int) Math.min(bodyLeft, end - at);
        bodyLeft -= skipped;
        at += skipped;
      } else {
        header(bytes[at++] & 0xff);
      }
    }
  }

  private void header(int octet) throws IOException {
    if (headerRead == 0) {
      type = octet;
      length = 0;
      boolean lone = loneByteFirst && (octet == 'S' || octet == 'N');
      loneByteFirst = false;
      if (lone) {
        return;
      }
    } else {
      length = length << 8 | octet;
    }
    headerRead++;
    if (headerRead == HEADER) {
      headerRead = 0;
      boolean row = type == 'D' || type == 'd';
      if (length < 4 || length > (row ? LARGEST_ROW : LARGEST_OTHER)) {
        throw new TooLarge();
      }
      bodyLeft = length - 4L;
    }
  }

  /** The server sent more than this process holds. The connection can't be used any more. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("a message is too large");
    }
  }
}
