package dev.sallyport.server.migration.project;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.gateway.ProjectWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes migrations into a project's folder. Every step from the root is taken from the open folder
 * before it, without following links; a file appears whole, under its name, or not at all.
 */
public final class ProjectFileWriter implements ProjectWriter {
  /** No dots in front, no separators, nothing a shell or an editor would take for its own. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}");

  private final ProjectFiles files;
  private final Path root;

  /**
   * @param root the project's folder, chosen by the person who started the program
   */
  public ProjectFileWriter(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.files = new ProjectFiles(this.root);
  }

  /** The project's folder as plans carry it. */
  public static String projectOf(Path root) {
    return root.toAbsolutePath().normalize().toString();
  }

  @Override
  public void check(String project, String path, byte[] bytes) {
    if (!project.equals(root.toString())) {
      throw SallyportException.usage(
          "this was asked for in the project `" + project + "`, and here is `" + root + "`",
          "run it with `--project " + project + "`");
    }
    for (String name : path.split("/", -1)) {
      if (!NAME.matcher(name).matches() || name.contains("..")) {
        throw SallyportException.usage(
            "`" + path + "` is no plain path below the project",
            "use letters, digits, `_`, `-` and `.`");
      }
    }
    FileReading there = files.read(path);
    if (there instanceof FileReading.Refused refused) {
      throw SallyportException.usage(
          "`" + path + "` " + refused.why(), "put no link or folder in its place");
    }
    if (there instanceof FileReading.Content content && !Arrays.equals(content.bytes(), bytes)) {
      throw SallyportException.usage(
          "`" + path + "` is there already, with other contents", "choose another name");
    }
  }

  @Override
  public void write(String project, String path, byte[] bytes) {
    check(project, path, bytes);
    if (files.read(path) instanceof FileReading.Content) {
      return;
    }
    try (Opened folder = open(path, true)) {
      place(folder, bytes);
    } catch (IOException | InvalidPathException | ClassCastException e) {
      throw failed(path, e);
    }
  }

  @Override
  public void undo(String project, String path, byte[] bytes) {
    if (!project.equals(root.toString())
        || !(files.read(path) instanceof FileReading.Content content)
        || !Arrays.equals(content.bytes(), bytes)) {
      return;
    }
    try (Opened folder = open(path, false)) {
      folder.last.deleteFile(folder.name);
    } catch (IOException | InvalidPathException | ClassCastException e) {
      throw failed(path, e);
    }
    removeEmptyFolder(path);
  }

  /** Only the folder that was made for the file: the one above holds other migrations. */
  private void removeEmptyFolder(String path) {
    String folder = parent(path);
    if (!path.endsWith("/migration.sql") || !files.list(folder).entries().isEmpty()) {
      return;
    }
    try (Opened above = open(folder, false)) {
      above.last.deleteDirectory(above.name);
    } catch (IOException | InvalidPathException | ClassCastException e) {
      throw failed(path, e);
    }
  }

  /** The open folder of a file, and the file's own name. */
  private record Opened(SecureDirectoryStream<Path> last, Path name) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      last.close();
    }
  }

  private Opened open(String path, boolean make) throws IOException {
    String[] names = path.split("/");
    SecureDirectoryStream<Path> at = secure(Files.newDirectoryStream(root));
    Path place = root;
    for (int i = 0; i < names.length - 1; i++) {
      place = place.resolve(names[i]);
      at = step(at, Path.of(names[i]), make ? place : null);
    }
    return new Opened(at, Path.of(names[names.length - 1]));
  }

  /** Folders can only be made by their path; where that led is looked at from the open folder. */
  private static SecureDirectoryStream<Path> step(
      SecureDirectoryStream<Path> at, Path name, @org.jspecify.annotations.Nullable Path make)
      throws IOException {
    try (at) {
      try {
        return at.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        if (make == null) {
          throw e;
        }
        Files.createDirectory(make);
        return at.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("folders can't be opened safely on this file system");
  }

  private static void place(Opened folder, byte[] bytes) throws IOException {
    Path fresh = Path.of(".sallyport-" + UUID.randomUUID());
    try (SeekableByteChannel channel =
        folder.last.newByteChannel(
            fresh,
            Set.of(
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW,
                LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      if (channel instanceof java.nio.channels.FileChannel file) {
        file.force(true);
      }
    }
    try {
      refuseIfThere(folder);
      folder.last.move(fresh, folder.last, folder.name);
    } catch (IOException e) {
      folder.last.deleteFile(fresh);
      throw e;
    }
  }

  private static void refuseIfThere(Opened folder) throws IOException {
    try {
      folder
          .last
          .getFileAttributeView(
              folder.name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes();
    } catch (NoSuchFileException e) {
      return;
    }
    throw new FileAlreadyExistsException(folder.name.toString());
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static SallyportException failed(String path, Exception e) {
    return SallyportException.environment(
        "`" + path + "` can't be written: " + e.getClass().getSimpleName(),
        "look at the folder's permissions, and that no link is in the way");
  }
}
