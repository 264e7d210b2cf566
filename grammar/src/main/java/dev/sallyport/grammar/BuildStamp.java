package dev.sallyport.grammar;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that says from what an output was made: the lock file, this module's own classes and the
 * arguments.
 *
 * @param file beside the output
 * @param inputs the digest of them all as they are now
 */
record BuildStamp(Path file, String inputs) {

  /** The stamp of an output that is made below {@code work} now. */
  static BuildStamp of(Path work, Path lock, String arguments) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    parts.add(arguments.getBytes(StandardCharsets.UTF_8));
    parts.add(NpmPackage.pinned(lock));
    Path code = ownCode();
    if (Files.isDirectory(code)) {
      try (Stream<Path> files = Files.walk(code)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          parts.add(Files.readAllBytes(file));
        }
      }
    } else {
      parts.add(Files.readAllBytes(code));
    }
    return new BuildStamp(work.resolve("built-from"), Digest.of(parts.toArray(byte[][]::new)));
  }

  /** Whether the output is there and was made from the same. */
  boolean isCurrent() throws IOException {
    return Files.exists(file) && Files.readString(file).equals(inputs);
  }

  /** Notes that the output is being made. */
  void begin() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Notes that it was made. */
  void end() throws IOException {
    Files.writeString(file, inputs);
  }

  private static Path ownCode() {
    try {
      return Path.of(BuildStamp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
