package dev.sallyport.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Whether other users of the machine could have written, or could read, a file we rely on. */
public final class FileSafety {
  private static final int ROOT = 0;

  private FileSafety() {}

  /**
   * Why a file or folder can't be trusted: another user owns it or may write it.
   *
   * @return lower case, one line; empty where it is safe
   */
  public static Optional<String> whyWritableByOthers(Path path) throws IOException {
    int owner = owner(path);
    if (owner != ROOT && owner != ourselves()) {
      return Optional.of("`" + path + "` belongs to another user");
    }
    Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path);
    if (modes.contains(PosixFilePermission.GROUP_WRITE)
        || modes.contains(PosixFilePermission.OTHERS_WRITE)) {
      return Optional.of("others may write `" + path + "`");
    }
    return Optional.empty();
  }

  /** Why a secret's file can't be trusted: it is not a plain file of ours with mode 0600. */
  public static Optional<String> whyNotPrivate(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("`" + file + "` is not a plain file");
    }
    if (owner(file) != ourselves()) {
      return Optional.of("`" + file + "` belongs to another user");
    }
    for (PosixFilePermission mode : Files.getPosixFilePermissions(file)) {
      if (mode != PosixFilePermission.OWNER_READ && mode != PosixFilePermission.OWNER_WRITE) {
        return Optional.of("`" + file + "` is not of mode 0600");
      }
    }
    return Optional.empty();
  }

  private static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }

  /** The user this process runs as, by the owner of a file that it makes. */
  private static int ourselves() throws IOException {
    return OurUser.uid();
  }

  /** Asked once. */
  private static final class OurUser {
    private static int uid = -1;

    static synchronized int uid() throws IOException {
      if (uid < 0) {
        Path made = Files.createTempFile("sallyport", ".uid");
        try {
          uid = owner(made);
        } finally {
          Files.delete(made);
        }
      }
      return uid;
    }
  }
}
