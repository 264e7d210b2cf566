package dev.sallyport.server.guard;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Marks;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a file's name leads, through symbolic links; told as if from the project's own name. */
final class RealPaths {
  private final Path project;

  RealPaths(Path project) {
    this.project = project;
  }

  /** The same use of the file that is really meant; empty where it is the one that is named. */
  Optional<Act.FileUse> of(Act.FileUse use) {
    if (!Marks.known(use.path()) || Marks.pattern(use.path())) {
      return Optional.empty();
    }
    try {
      Path named = Path.of(use.path());
      Path real = use.access() == Act.Access.REMOVE ? inRealFolder(named) : real(named);
      String told = told(real);
      return told.equals(use.path())
          ? Optional.empty()
          : Optional.of(new Act.FileUse(use.access(), told, use.through()));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A file that is not there yet comes into its folder. */
  private static Path real(Path named) throws IOException {
    try {
      return named.toRealPath();
    } catch (IOException e) {
      return inRealFolder(named);
    }
  }

  /** Removing takes the link away, not what it leads to. */
  private static Path inRealFolder(Path named) throws IOException {
    Path folder = named.getParent();
    Path name = named.getFileName();
    return folder == null || name == null ? named : folder.toRealPath().resolve(name);
  }

  private String told(Path real) throws IOException {
    Path root = project.toRealPath();
    return (real.startsWith(root) ? project.resolve(root.relativize(real)).normalize() : real)
        .toString();
  }
}
