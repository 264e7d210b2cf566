package dev.sallyport.server.mcp.stdio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Standard input as lines of bounded length: a longer one costs no memory and ends nothing. */
final class InputLines {
  /** Longest line taken, in bytes; far above any SQL that the gate reads. */
  static final int LONGEST = 4 << 20;

  private static final int USUAL = 16 << 10;

  private final InputStream in;
  private final byte[] chunk = new byte[USUAL];
  private int from;
  private int to;
  private byte[] line = new byte[USUAL];
  private int length;

  InputLines(InputStream in) {
    this.in = in;
  }

  /** What the next line is. */
  sealed interface Line {
    /** A line without its end; never blank. */
    record Text(byte[] bytes) implements Line {}

    /**
     * A line over {@link #LONGEST}, which was skipped.
     *
     * @param id the id of the request it holds, where one could be found
     */
    record TooLong(@Nullable Object id) implements Line {}

    /** No more lines. */
    record End() implements Line {}
  }

  /** Waits for the next line. A last line without an end counts: it is whole. */
  Line next() throws IOException {
    while (true) {
      boolean more = readLine();
      if (length > LONGEST) {
        return skipRest();
      }
      byte[] text = taken();
      if (!isBlank(text)) {
        return new Line.Text(text);
      }
      if (!more) {
        return new Line.End();
      }
    }
  }

  /** Reads up to the end of the line or just over the bound; false at the end of input. */
  private boolean readLine() throws IOException {
    length = 0;
    while (length <= LONGEST) {
      if (from == to && !fill()) {
        return false;
      }
      int end = newline();
      append(end < 0 ? to : end);
      if (end >= 0) {
        from++;
        return true;
      }
    }
    return true;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(chunk));
    return to > 0;
  }

  private int newline() {
    for (int i = from; i < to; i++) {
      if (chunk[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void append(int end) {
    int count = end - from;
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
    }
    System.arraycopy(chunk, from, line, length, count);
    length += count;
    from = end;
  }

  private byte[] taken() {
    byte[] text = Arrays.copyOf(line, length);
    if (line.length > USUAL) {
      line = new byte[USUAL];
    }
    return text;
  }

  private Line skipRest() throws IOException {
    RestOfLine rest = new RestOfLine();
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(line, 0, length), rest);
    Object id = RequestId.in(whole);
    rest.skipToEnd();
    line = new byte[USUAL];
    return new Line.TooLong(id);
  }

  private static boolean isBlank(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /** What is left of the line being read. */
  private final class RestOfLine extends InputStream {
    private boolean ended;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
      if (ended || (from == to && !fill())) {
        ended = true;
        return -1;
      }
      if (chunk[from] == '\n') {
        from++;
        ended = true;
        return -1;
      }
      int end = newline();
      int count = Math.min(wanted, (end < 0 ? to : end) - from);
      System.arraycopy(chunk, from, target, offset, count);
      from += count;
      return count;
    }

    void skipToEnd() throws IOException {
      byte[] sink = new byte[USUAL];
      while (read(sink, 0, sink.length) >= 0) {
        // Nothing is kept.
      }
    }
  }
}
