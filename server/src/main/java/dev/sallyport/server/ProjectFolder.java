package dev.sallyport.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Finds the project a command is about, and a stable name for its home. */
final class ProjectFolder {
  private ProjectFolder() {}

  /** The nearest folder upwards with {@code prisma/} or {@code policies.yaml}; else the start. */
  static Path nearest(Path start) {
    for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("prisma"))
          || Files.exists(folder.resolve("policies.yaml"))) {
        return folder;
      }
    }
    return start;
  }

  /** The folder with symbolic links resolved, so that one project has one home. */
  static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new SallyportException(
          ExitCode.USAGE, "can't open the folder `" + folder + "`", "name a readable folder", e);
    }
  }

  /** {@code name-0123456789ab}: the folder's name and twelve hex digits of its path's SHA-256. */
  static String key(Path project) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(project.toString().getBytes(StandardCharsets.UTF_8));
      Path name = project.getFileName();
      return (name == null ? "root" : name) + "-" + HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
