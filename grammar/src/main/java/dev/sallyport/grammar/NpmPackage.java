package dev.sallyport.grammar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * An npm package that carries a WebAssembly module, as the lock file pins it.
 *
 * <p>{@code npm ci} verifies the package against the integrity in the lock file. The lock file
 * names no address: packages come from wherever this machine's npm is set to take them.
 */
final class NpmPackage {
  private static final List<String> LOCKED = List.of("package.json", "package-lock.json", ".npmrc");

  private final Path folder;

  private NpmPackage(Path folder) {
    this.folder = folder;
  }

  /** Installs what the files in {@code lock} pin into {@code folder}, running no package's code. */
  static NpmPackage install(Path lock, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : LOCKED) {
      Files.copy(lock.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    run(folder, npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    return new NpmPackage(folder);
  }

  /** What the lock pins, as bytes: when they change, the grammar is built again. */
  static byte[] pinned(Path lock) throws IOException {
    return Files.readAllBytes(lock.resolve("package-lock.json"));
  }

  /**
   * The module; refused unless it is, byte for byte, the one this build was written for.
   *
   * @param path below {@code node_modules}
   * @param advice what to look at before another digest is pinned
   */
  byte[] module(String path, String sha256, String advice) throws IOException {
    byte[] module = Files.readAllBytes(folder.resolve("node_modules").resolve(path));
    String found = Digest.of(module);
    if (!found.equals(sha256)) {
      throw new BuildFailure(
          "`" + path + "` has the SHA-256 `" + found + "`, not the pinned `" + sha256 + "`",
          advice);
    }
    return module;
  }

  private static String npm() {
    boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
    return windows ? "npm.cmd" : "npm";
  }

  private static void run(Path folder, String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    } catch (IOException e) {
      throw new BuildFailure(
          "the build needs `npm` to take its WebAssembly modules, and cannot start it",
          "install Node.js 18 or newer with npm and put it on the PATH; only the build needs it",
          e);
    }
    if (await(process) != 0) {
      throw new BuildFailure(
          "`npm ci` could not take the package that carries a WebAssembly module",
          "see npm's message above; `npm config get registry` shows where it asks");
    }
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new BuildFailure("the build was interrupted", "start it again", e);
    }
  }
}
