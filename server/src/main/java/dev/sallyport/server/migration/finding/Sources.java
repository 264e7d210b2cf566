package dev.sallyport.server.migration.finding;

import java.util.Optional;

/** The texts that findings point into. */
@FunctionalInterface
public interface Sources {
  /** No texts: places are named and not shown. */
  Sources NONE = file -> Optional.empty();

  /** The text of a file as findings name it; empty where it can't be shown. */
  Optional<String> text(String file);
}
