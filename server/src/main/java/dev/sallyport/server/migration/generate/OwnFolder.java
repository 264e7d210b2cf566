package dev.sallyport.server.migration.generate;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The home and temporary folder of one run; closing it removes both, links included. */
record OwnFolder(Path path) implements AutoCloseable {

  /** A new one, for this user alone. */
  static OwnFolder open() throws IOException {
    Path folder = Files.createTempDirectory("sallyport-generate-");
    Files.createDirectory(folder.resolve("home"));
    Files.createDirectory(folder.resolve("tmp"));
    return new OwnFolder(folder);
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Removal());
    } catch (IOException e) {
      // What is left lies in the temporary folder, which the system empties.
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
