package dev.sallyport.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.SocketFactory;

/**
 * Makes the sockets of one connection, under its {@link FrameGuard}. Once encryption begins, the
 * guard moves behind it: {@link GuardedTls}.
 *
 * <p>Public because the driver makes it, by name.
 */
public final class GuardedSockets extends SocketFactory {
  private final FrameGuard guard;
  private final boolean asksForEncryption;

  /** Called by the driver. */
  public GuardedSockets(Properties properties) {
    guard = guardOf(properties);
    asksForEncryption = !"disable".equals(properties.getProperty("sslmode"));
  }

  static FrameGuard guardOf(Properties properties) {
    if (properties.get(FrameGuard.PROPERTY) instanceof FrameGuard given) {
      return given;
    }
    throw new IllegalArgumentException("no guard");
  }

  @Override
  public Socket createSocket() {
    return new Guarded();
  }

  /** The first stream is the driver's own; a second one is for the encryption's bytes. */
  private final class Guarded extends Socket {
    private boolean streamTaken;

    @Override
    public InputStream getInputStream() throws IOException {
      InputStream plain = super.getInputStream();
      if (streamTaken) {
        return plain;
      }
      streamTaken = true;
      // A cancellation has a socket of its own, while the guard watches the connection's.
      FrameGuard mine = guard.isTaken() ? new FrameGuard() : guard;
      mine.startOver(asksForEncryption);
      return new GuardedInput(plain, mine);
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("the driver connects by itself");
  }
}
