package dev.sallyport.server.guard;

import dev.sallyport.policy.command.MigrationAge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A migration that the last commit holds was shared; one that no commit holds is a draft. */
final class GitAge implements MigrationAge {
  @Override
  public Age of(String path) {
    try {
      Path file = Path.of(path);
      Path folder = file.getParent();
      if (folder == null || !Files.exists(file)) {
        return Age.ABSENT;
      }
      String name = String.valueOf(file.getFileName());
      if (QuietGit.succeeds(folder, "cat-file", "-e", "HEAD:./" + name)) {
        return Age.SHARED;
      }
      boolean inside = QuietGit.succeeds(folder, "rev-parse", "--verify", "-q", "HEAD");
      return inside ? Age.DRAFT : Age.UNKNOWN;
    } catch (IOException | InvalidPathException e) {
      return Age.UNKNOWN;
    }
  }
}
