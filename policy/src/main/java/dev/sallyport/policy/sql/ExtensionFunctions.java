package dev.sallyport.policy.sql;

import java.util.Optional;

/**
 * The functions of common extensions, classified by the extension they are members of; read from
 * {@code extension-functions.txt} when first asked.
 */
public final class ExtensionFunctions {
  private ExtensionFunctions() {}

  /**
   * What a function does that the catalog says belongs to this extension; empty where the extension
   * was not reviewed.
   *
   * @param name the function's own name, without schema
   */
  public static Optional<KnownFunction> of(String extension, String name) {
    Optional<KnownFunction> own = Review.ALL.find(extension.concat(".").concat(name), name);
    return own.isPresent() ? own : Review.ALL.find(extension, name);
  }

  /** Loaded with the first look-up. */
  private static final class Review {
    static final FunctionReview ALL = FunctionReview.load("extension-functions.txt");
  }
}
