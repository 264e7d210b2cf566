package dev.sallyport.server.database;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.SocketFactory;

/**
 * Makes the sockets of one connection, which count what they receive against its {@link
 * ByteBudget}. Under TLS it counts the encrypted bytes, which are at least as many.
 *
 * <p>Public because the driver makes it, by name.
 */
public final class BudgetedSockets extends SocketFactory {
  /** The budget's place among the driver's properties. */
  static final String BUDGET = "sallyport.budget";

  private final ByteBudget budget;

  /** Called by the driver. */
  public BudgetedSockets(Properties properties) {
    if (!(properties.get(BUDGET) instanceof ByteBudget given)) {
      throw new IllegalArgumentException("no budget");
    }
    budget = given;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public InputStream getInputStream() throws IOException {
        return new Counting(super.getInputStream());
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException("the driver connects by itself");
  }

  private final class Counting extends FilterInputStream {
    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      budget.take(octet < 0 ? 0 : 1);
      return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      budget.take(read);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(bytes);
      budget.take((int) skipped);
      return skipped;
    }
  }
}
