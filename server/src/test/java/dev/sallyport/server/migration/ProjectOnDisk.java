package dev.sallyport.server.migration;

import dev.sallyport.server.demo.BookingExample;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project's folder that a test writes. */
public record ProjectOnDisk(Path root) {

  /** The booking example. */
  public static ProjectOnDisk booking(Path root) {
    BookingExample.copyTo(root);
    return new ProjectOnDisk(root);
  }

  public ProjectOnDisk with(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ProjectOnDisk without(String path) {
    try {
      Files.delete(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ProjectFiles files() {
    return new ProjectFiles(root);
  }

  public PrismaProject project() {
    return PrismaProject.locate(files());
  }
}
