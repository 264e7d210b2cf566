package dev.sallyport.server;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Standard input and output, taken for the protocol alone: from then on a stray print goes to
 * standard error and corrupts nothing.
 *
 * @param in what the client writes; its end begins the process's {@link LastMoment}
 * @param out what the client reads; unlike {@code System.out} it tells when nobody does any more
 */
record StandardStreams(InputStream in, OutputStream out) {
  /** Takes the streams; {@code System.in} is empty afterwards. */
  static StandardStreams take() {
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    return new StandardStreams(
        new Input(new FileInputStream(FileDescriptor.in)),
        new FileOutputStream(FileDescriptor.out));
  }

  private static final class Input extends FilterInputStream {
    private Input(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      if (count < 0) {
        LastMoment.begins();
      }
      return count;
    }
  }
}
