package dev.sallyport.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder of tickets, audit log and drafts: its owner's alone. */
final class HomeFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private HomeFolder() {}

  /** Makes the folder where there is none, and takes others' rights away. */
  static Path open(Path home) {
    try {
      if (Files.isSymbolicLink(home)) {
        throw SallyportException.environment(
            "the home `" + home + "` is a symbolic link", "name the folder itself");
      }
      if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(home);
      }
      Files.setPosixFilePermissions(home, OWNER_ONLY);
      if (!Files.isWritable(home)) {
        throw new IOException("not writable");
      }
      return home;
    } catch (IOException | UnsupportedOperationException e) {
      throw new SallyportException(
          ExitCode.ENVIRONMENT,
          "the home `" + home + "` can't be written",
          "make it writable for this user, or name another with `--home`",
          e);
    }
  }
}
