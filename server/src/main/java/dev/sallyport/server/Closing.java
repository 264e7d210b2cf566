package dev.sallyport.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.LoggerFactory;

/** What has to be closed at the end, in the opposite order of its opening. */
final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T later(T resource) {
    opened.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      AutoCloseable resource = opened.pop();
      try {
        resource.close();
      } catch (Exception e) {
        LoggerFactory.getLogger(Closing.class)
            .atWarn()
            .addKeyValue("what", resource.getClass().getSimpleName())
            .log("could not be closed");
      }
    }
  }
}
