package dev.sallyport.server.demo;

import dev.sallyport.server.SallyportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for everything the demo makes, removed at its end; only this user can look into it. */
record ThrowAway(Path root) implements AutoCloseable {

  static ThrowAway make(Path parent) {
    try {
      ThrowAway made =
          new ThrowAway(Files.createTempDirectory(parent, "sallyport-demo-").toRealPath());
      // Also when the person at the terminal breaks off.
      Runtime.getRuntime().addShutdownHook(new Thread(made::close, "throw-away"));
      return made;
    } catch (IOException e) {
      throw SallyportException.environment(
          "the folder for temporary files can't be written", "set `TMPDIR` to one that can");
    }
  }

  /** A folder below it, made when asked for. */
  Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      root.toFile().deleteOnExit();
    }
  }
}
