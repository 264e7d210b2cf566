package dev.sallyport.server;

import java.nio.file.Path;

/** Where what can be made again is kept: unpacked native libraries, server binaries. */
final class CacheFolder {
  private CacheFolder() {}

  /** {@code $XDG_CACHE_HOME/sallyport}, or {@code ~/.cache/sallyport}. */
  static Path of(Configuration configuration) {
    return configuration
        .variable("XDG_CACHE_HOME")
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("sallyport");
  }
}
