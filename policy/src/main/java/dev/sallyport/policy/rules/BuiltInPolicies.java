package dev.sallyport.policy.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The policies that come with the program. */
public enum BuiltInPolicies {
  /** Reads flow, every write waits for a person. The default. */
  STRICT,
  /** Development flows, production needs two people. */
  TEAM,
  /** Disposable databases are free, everything else is as strict as {@link #STRICT}. */
  SANDBOX;

  /** The template's name as people write it, such as {@code strict}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The template's text, as {@code policy init} writes it. */
  public byte[] text() {
    String resource = label() + ".yaml";
    try (InputStream stream = BuiltInPolicies.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its policy " + resource);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template's rules. */
  public PolicySet policy() {
    return PolicyReader.read("built-in:" + label(), text());
  }
}
