package dev.sallyport.server.guard;

import dev.sallyport.policy.command.KnownFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The files that a command names, read as they are now: small ones, and no devices. */
final class FilesOnDisk implements KnownFiles {
  private static final int LARGEST = 1 << 20;
  private static final int MOST = 60;

  private int read;

  @Override
  public Optional<String> text(String path) {
    if (read >= MOST) {
      return Optional.empty();
    }
    try {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      read++;
      try (InputStream stream = Files.newInputStream(file)) {
        return Optional.of(new String(stream.readNBytes(LARGEST), StandardCharsets.UTF_8));
      }
    } catch (IOException | InvalidPathException | SecurityException e) {
      return Optional.empty();
    }
  }
}
