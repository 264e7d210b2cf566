package dev.sallyport.server.migration.finding;

import java.util.Optional;

/** The texts that findings point into. */
@FunctionalInterface
public interface Sources {
  /** No texts: places are named and not shown. */
  Sources NONE = file -> Optional.empty();

  /** The text of a file as findings name it; empty where it can't be shown. */
  Optional<String> text(String file);

  /** A line of a file, from 1; empty where it can't be shown. */
  default Optional<String> line(String file, int line) {
    return text(file).flatMap(text -> text.lines().skip(line - 1L).findFirst());
  }

  /** The same, for many lines of the same files. */
  default Sources indexed() {
    return new IndexedSources(this);
  }
}
