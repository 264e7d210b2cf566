package dev.sallyport.server.database;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * Encryption with the certificates that Java trusts ({@code sslrootcert=system}), under a {@link
 * FrameGuard}.
 *
 * <p>Public because the driver makes it, by name.
 */
public final class GuardedJavaTls extends DefaultJavaSSLFactory {
  private final FrameGuard guard;

  /** Called by the driver. */
  public GuardedJavaTls(Properties properties) {
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
