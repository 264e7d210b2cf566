package dev.sallyport.policy.command;

import java.util.Optional;

/**
 * The files that a command line may name, as somebody else has read them: reading is not done here.
 */
@FunctionalInterface
public interface KnownFiles {
  /** No file is known. */
  KnownFiles NONE = path -> Optional.empty();

  /**
   * The text of a file.
   *
   * @param path absolute and normal
   * @return empty where there is none, or it is too large, or no text
   */
  Optional<String> text(String path);
}
