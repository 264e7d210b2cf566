package dev.sallyport.policy.sql;

import java.util.Optional;

/** The functions of common extensions, classified by the extension they are members of. */
public final class ExtensionFunctions {
  private ExtensionFunctions() {}

  /**
   * What a function does that the catalog says belongs to this extension; empty where the extension
   * was not reviewed.
   */
  public static Optional<KnownFunction> of(String extension, String name) {
    return Optional.empty();
  }
}
