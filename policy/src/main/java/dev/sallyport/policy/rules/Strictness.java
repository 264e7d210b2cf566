package dev.sallyport.policy.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The environments every policy knows, from the freest to the strictest. */
enum Strictness {
  DISPOSABLE,
  DEVELOPMENT,
  STAGING,
  PRODUCTION;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Strictness> of(String label) {
    return Arrays.stream(values()).filter(known -> known.label().equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Strictness::label).toList();
  }
}
