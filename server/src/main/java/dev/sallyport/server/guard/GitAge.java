package dev.sallyport.server.guard;

import dev.sallyport.policy.command.MigrationAge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
      int exit = ended(folder, List.of("git", "cat-file", "-e", "HEAD:./" + name));
      if (exit == 0) {
        return Age.SHARED;
      }
      int inside = ended(folder, List.of("git", "rev-parse", "--verify", "-q", "HEAD"));
      return inside == 0 ? Age.DRAFT : Age.UNKNOWN;
    } catch (IOException | InvalidPathException e) {
      return Age.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Age.UNKNOWN;
    }
  }

  private static int ended(Path folder, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(2, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("git does not end");
    }
    return process.exitValue();
  }
}
