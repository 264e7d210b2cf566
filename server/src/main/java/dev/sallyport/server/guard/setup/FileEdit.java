package dev.sallyport.server.guard.setup;

import java.util.List;
import java.util.Optional;

/**
 * One file as it is and as it should be.
 *
 * @param path below the project, with {@code /}
 * @param before empty where there is no such file
 * @param inserted the pieces that were put in; none where the file is new
 * @param executable whether it must be a program
 * @param what it is for
 */
record FileEdit(
    String path,
    Optional<String> before,
    String after,
    List<String> inserted,
    boolean executable,
    String what) {
  FileEdit {
    inserted = List.copyOf(inserted);
  }

  boolean changes() {
    return !before.equals(Optional.of(after));
  }
}
