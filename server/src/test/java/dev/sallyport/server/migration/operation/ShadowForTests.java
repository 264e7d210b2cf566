package dev.sallyport.server.migration.operation;

import dev.sallyport.server.shadow.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** One server for the shadows of all tests of a JVM, so that each site need not start its own. */
final class ShadowForTests {
  private static @Nullable EmbeddedServer server;

  private ShadowForTests() {}

  static synchronized String url() {
    EmbeddedServer running = server;
    if (running == null) {
      try {
        running = EmbeddedServer.start(Files.createTempDirectory("shadow-for-tests"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server = running;
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
    return running.administer("postgres").url();
  }
}
