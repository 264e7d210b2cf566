package dev.sallyport.server.guard.setup;

import dev.sallyport.server.SallyportException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The project's files as {@code init} reads and writes them: regular ones, never through a link.
 */
final class ProjectTree {
  private static final int LARGEST = 4 << 20;

  private final Path root;

  ProjectTree(Path root) {
    this.root = root;
  }

  /**
   * A file's text; empty where there is none.
   *
   * @throws SallyportException where it, or a folder on the way, is a link or no regular file
   */
  Optional<String> text(String path) {
    Path file = checked(path);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
        throw refused(path, "is no regular file of at most 4 MiB");
      }
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString());
    } catch (CharacterCodingException e) {
      throw refused(path, "is no UTF-8 text");
    } catch (IOException e) {
      throw refused(path, "can't be read");
    }
  }

  boolean isFolder(String path) {
    return Files.isDirectory(checked(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** Writes a file whole, or not at all; says which folders had to be made. */
  List<String> write(String path, String text, boolean executable) {
    Path file = checked(path);
    try {
      List<String> made = folders(file);
      Path fresh = Files.createTempFile(file.getParent(), ".sallyport", ".new");
      try {
        Files.writeString(fresh, text);
        Files.setPosixFilePermissions(fresh, permissions(file, executable));
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
      return made;
    } catch (IOException e) {
      throw SallyportException.environment(
          "`" + path + "` can't be written", "check the permissions of its folder");
    }
  }

  private List<String> folders(Path file) throws IOException {
    List<String> made = new ArrayList<>();
    for (Path folder = file.getParent();
        folder != null && !Files.exists(folder) && folder.startsWith(root);
        folder = folder.getParent()) {
      made.add(root.relativize(folder).toString());
    }
    Files.createDirectories(file.getParent());
    return made;
  }

  private static Set<PosixFilePermission> permissions(Path file, boolean executable)
      throws IOException {
    Set<PosixFilePermission> all =
        Files.exists(file)
            ? Files.getPosixFilePermissions(file)
            : EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
    if (executable && !Files.exists(file)) {
      all.add(PosixFilePermission.OWNER_EXECUTE);
      all.add(PosixFilePermission.GROUP_EXECUTE);
      all.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return all;
  }

  /** Removes a file, and folders that are empty after it. */
  void remove(String path, List<String> folders) {
    try {
      Files.deleteIfExists(checked(path));
      for (String folder : folders) {
        Path made = checked(folder);
        try (var left = Files.list(made)) {
          if (left.findAny().isPresent()) {
            return;
          }
        }
        Files.deleteIfExists(made);
      }
    } catch (IOException e) {
      throw SallyportException.environment(
          "`" + path + "` can't be removed", "check the permissions of its folder");
    }
  }

  private Path checked(String path) {
    Path at = root;
    for (String step : path.split("/", -1)) {
      if (step.isEmpty() || step.equals("..")) {
        throw refused(path, "leads out of the project");
      }
      at = at.resolve(step);
      if (Files.isSymbolicLink(at)) {
        throw refused(path, "is or lies behind a symbolic link");
      }
    }
    return at;
  }

  private static SallyportException refused(String path, String why) {
    return SallyportException.usage(
        "`" + path + "` " + why + ", so nothing was written", "put a regular file there");
  }
}
