package dev.sallyport.server.migration.project;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The files below a project's folder. Every step from the root is taken from the open folder before
 * it, without following links, so that nothing outside can be reached even while an agent swaps
 * folders for links.
 *
 * <p>A subclass has the files of the same project from somewhere else than its folder.
 */
public class ProjectFiles {
  /** No migration or schema is larger; a larger one is named, not loaded. */
  public static final int LARGEST_FILE = 8 << 20;

  private static final int AT_ONCE = 128;

  private final Path root;

  /**
   * @param root the project's folder, chosen by the person who started the program
   */
  public ProjectFiles(Path root) {
    this.root = root;
  }

  /** The project's folder. */
  public Path root() {
    return root;
  }

  /** Reads one file; {@code path} is relative to the root, with {@code /}. */
  public FileReading read(String path) {
    return read(path, LARGEST_FILE);
  }

  /** Reads one file that may be of another size than a migration. */
  public FileReading read(String path, int largest) {
    return readBy(path, () -> split(path), largest);
  }

  /** Reads a file that {@link #list} found in a folder. */
  public FileReading read(String folder, FolderEntry entry) {
    return readBy(
        inside(folder, entry),
        () -> {
          List<Path> steps = split(folder);
          steps.add(entry.raw());
          return steps;
        });
  }

  /** Reads a file inside a folder that {@link #list} found. */
  public FileReading read(String folder, FolderEntry entry, String name) {
    return readBy(
        inside(folder, entry) + "/" + name,
        () -> {
          List<Path> steps = split(folder);
          steps.add(entry.raw());
          steps.add(Path.of(name));
          return steps;
        });
  }

  /**
   * Reads the file of one name inside each of the folders that {@link #list} found in {@code
   * folder}, in their order: like {@link #read(String, FolderEntry, String)}, on all processors.
   */
  public List<FileReading> readEach(String folder, List<FolderEntry> entries, String name) {
    int parts = (entries.size() + AT_ONCE - 1) / AT_ONCE;
    return IntStream.range(0, parts)
        .parallel()
        .mapToObj(
            part ->
                readPart(
                    folder,
                    entries.subList(part * AT_ONCE, Math.min(entries.size(), (part + 1) * AT_ONCE)),
                    name))
        .flatMap(List::stream)
        .toList();
  }

  /** Opens the folder once for all of them. */
  private List<FileReading> readPart(String folder, List<FolderEntry> entries, String name) {
    List<FileReading> readings = new ArrayList<>();
    try {
      List<Path> steps = split(folder);
      steps.add(Path.of("."));
      Path file = Path.of(name);
      descend(
          steps,
          (open, here) -> {
            for (FolderEntry entry : entries) {
              String path = inside(folder, entry) + "/" + name;
              readings.add(
                  read(
                      path,
                      () ->
                          step(
                              open,
                              List.of(entry.raw(), file),
                              0,
                              (own, last) -> new OpenFolder(own).read(last, path, LARGEST_FILE))));
            }
            return readings;
          },
          () -> readings);
    } catch (IOException | InvalidPathException e) {
      // What was not read so far is read, and refused, one by one.
    }
    entries.subList(readings.size(), entries.size()).stream()
        .map(entry -> read(folder, entry, name))
        .forEach(readings::add);
    return readings;
  }

  private static String inside(String folder, FolderEntry entry) {
    return folder.isEmpty() ? entry.name() : folder + "/" + entry.name();
  }

  private FileReading readBy(String path, Supplier<List<Path>> steps) {
    return readBy(path, steps, LARGEST_FILE);
  }

  private FileReading readBy(String path, Supplier<List<Path>> steps, int largest) {
    return read(
        path,
        () ->
            descend(
                steps.get(),
                (folder, name) -> new OpenFolder(folder).read(name, path, largest),
                () -> new FileReading.Absent(path)));
  }

  private static FileReading read(String path, Reading reading) {
    try {
      return reading.run();
    } catch (StepRefused refused) {
      return new FileReading.Refused(path, refused.why);
    } catch (NoSuchFileException e) {
      return new FileReading.Absent(path);
    } catch (IOException | InvalidPathException e) {
      return new FileReading.Refused(path, said(e));
    }
  }

  private interface Reading {
    FileReading run() throws IOException;
  }

  /** What a folder holds. */
  public FolderReading list(String path) {
    try {
      List<Path> steps = split(path);
      steps.add(Path.of("."));
      return descend(
          steps,
          (folder, name) -> new OpenFolder(folder).entries(path),
          () -> FolderReading.ABSENT);
    } catch (StepRefused refused) {
      return new FolderReading(FolderReading.State.REFUSED, List.of(), refused.why);
    } catch (IOException | InvalidPathException e) {
      return new FolderReading(FolderReading.State.REFUSED, List.of(), said(e));
    }
  }

  private interface AtLast<T> {
    T in(SecureDirectoryStream<Path> folder, Path name) throws IOException;
  }

  private interface Nothing<T> {
    T found();
  }

  /** A step that leads somewhere it must not. */
  private static final class StepRefused extends IOException {
    private static final long serialVersionUID = 1L;
    private final String why;

    StepRefused(String why) {
      super(why);
      this.why = why;
    }
  }

  private <T> T descend(List<Path> steps, AtLast<T> last, Nothing<T> nothing) throws IOException {
    try (DirectoryStream<Path> start = Files.newDirectoryStream(root)) {
      if (!(start instanceof SecureDirectoryStream<Path> folder)) {
        throw new StepRefused("can't be read safely on this file system");
      }
      return step(folder, steps, 0, last);
    } catch (NoSuchFileException e) {
      return nothing.found();
    }
  }

  private <T> T step(SecureDirectoryStream<Path> folder, List<Path> steps, int at, AtLast<T> last)
      throws IOException {
    Path name = steps.get(at);
    if (at == steps.size() - 1) {
      return last.in(folder, name);
    }
    BasicFileAttributes attributes = new OpenFolder(folder).attributes(name);
    if (attributes.isSymbolicLink()) {
      throw new StepRefused("`" + name + "` is a symbolic link");
    }
    if (!attributes.isDirectory()) {
      throw new NoSuchFileException(name.toString());
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      return step(next, steps, at + 1, last);
    }
  }

  private static List<Path> split(String path) {
    List<Path> steps = new ArrayList<>();
    for (String step : path.split("/", -1)) {
      if (step.isEmpty() || step.equals(".")) {
        continue;
      }
      if (step.equals("..")) {
        throw new InvalidPathException(path, "leads out of the project");
      }
      steps.add(Path.of(step));
    }
    return steps;
  }

  private static String said(Exception problem) {
    if (problem instanceof AccessDeniedException) {
      return "may not be read by this user";
    }
    return problem instanceof NotDirectoryException ? "is no folder" : "can't be read";
  }
}
