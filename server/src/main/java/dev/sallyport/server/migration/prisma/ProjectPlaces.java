package dev.sallyport.server.migration.prisma;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.FolderReading;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The paths that somebody names, below the project. A name that leads nowhere is refused: looking
 * at nothing and finding nothing would pass for a good answer.
 */
final class ProjectPlaces {
  private final ProjectFiles files;

  ProjectPlaces(ProjectFiles files) {
    this.files = files;
  }

  /** Paths that start in the project's folder. */
  List<String> of(List<String> named) {
    return of(named, files.root());
  }

  /**
   * Paths that start in a folder, or else in the project's.
   *
   * @throws SallyportException where there is nothing at one of them
   */
  List<String> of(List<String> named, Path folder) {
    return named.stream().map(path -> place(path, folder)).toList();
  }

  private String place(String named, Path folder) {
    try {
      for (Path start : List.of(folder, files.root())) {
        Path root = files.root().normalize();
        Path path = start.resolve(named).normalize();
        if (path.startsWith(root)) {
          String below = root.relativize(path).toString().replace('\\', '/');
          if (below.isEmpty() || exists(below)) {
            return below;
          }
        }
      }
    } catch (InvalidPathException e) {
      // It leads nowhere either.
    }
    throw SallyportException.usage(
        "there is no `" + named + "` in the project",
        "name a file or folder of the project, such as `prisma/migrations`");
  }

  private boolean exists(String path) {
    return !(files.read(path) instanceof FileReading.Absent)
        || files.list(path).state() != FolderReading.State.ABSENT;
  }
}
