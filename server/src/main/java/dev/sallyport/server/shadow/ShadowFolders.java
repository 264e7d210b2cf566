package dev.sallyport.server.shadow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders of embedded shadow servers in a home, one for each process that has some. */
final class ShadowFolders {
  private ShadowFolders() {}

  /** Stops and removes what processes left behind that are gone. */
  static void sweep(Path parent) {
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (Stream<Path> folders = Files.list(parent)) {
      folders
          .filter(
              folder ->
                  Owner.read(String.valueOf(folder.getFileName()))
                      .filter(Owner::isGone)
                      .isPresent())
          .toList()
          .forEach(ShadowFolders::endAndRemove);
    } catch (IOException e) {
      // What can't be listed now is swept another time.
    }
  }

  private static void endAndRemove(Path owner) {
    try (Stream<Path> servers = Files.list(owner)) {
      servers.toList().forEach(server -> endPostmaster(server.resolve("data")));
    } catch (IOException e) {
      return;
    }
    remove(owner);
  }

  /** Only a process that says itself that it serves this folder is ended. */
  private static void endPostmaster(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      if (lines.size() < 2 || !Path.of(lines.get(1).strip()).equals(data.toAbsolutePath())) {
        return;
      }
      ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          .filter(handle -> handle.info().command().orElse("").contains("postgres"))
          .ifPresent(ShadowFolders::end);
    } catch (IOException | NumberFormatException e) {
      // It has no server that runs.
    }
  }

  private static void end(ProcessHandle postmaster) {
    postmaster.destroy();
    try {
      postmaster.onExit().get(10, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      postmaster.destroyForcibly();
    }
  }

  /** Removes the folder of a process that has no server any more. */
  static void removeIfEmpty(Path owner) {
    try {
      Files.deleteIfExists(owner);
    } catch (IOException e) {
      // Another server of this process is in it, or the next sweep takes it.
    }
  }

  /** Removes a folder with everything below it, as far as it can. */
  static void remove(Path folder) {
    // A server that is just ending removes files of its own meanwhile.
    for (int attempt = 0; attempt < 3 && Files.exists(folder); attempt++) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        // Tried again, and at last by the next sweep.
      }
    }
  }
}
