package dev.sallyport.server.database;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/**
 * The driver's own encryption, with libpq's files and modes, under a {@link FrameGuard}.
 *
 * <p>Public because the driver makes it, by name.
 */
public final class GuardedTls extends LibPQFactory {
  private final FrameGuard guard;

  /** Called by the driver. */
  public GuardedTls(Properties properties) throws PSQLException {
    super(properties);
    guard = GuardedSockets.guardOf(properties);
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    guard.startOver(false);
    return new GuardedTlsSocket(
        (SSLSocket) super.createSocket(plain, host, port, autoClose), guard);
  }
}
