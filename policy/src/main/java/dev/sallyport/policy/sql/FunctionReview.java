package dev.sallyport.policy.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A reviewed list of functions: {@code name effect…}, an effect being a label of {@link
 * EffectKind}, with a colon and a label of {@link ObjectKind} where it is done to an object.
 */
final class FunctionReview {
  private final Map<String, List<Effect>> effects;

  private FunctionReview(Map<String, List<Effect>> effects) {
    this.effects = effects;
  }

  static FunctionReview load(String resource) {
    List<String> lines = Resource.lines(resource);
    Map<String, List<Effect>> known = new HashMap<>();
    Map<String, List<Effect>> effects = new HashMap<>(lines.size() * 2);
    for (String line : lines) {
      int space = line.indexOf(' ');
      String effect = line.substring(space + 1);
      effects.put(line.substring(0, space), known.computeIfAbsent(effect, FunctionReview::effects));
    }
    return new FunctionReview(effects);
  }

  /** The function of that name in the list, under its own name. */
  Optional<KnownFunction> find(String entry, String name) {
    List<Effect> found = effects.get(entry);
    return found == null ? Optional.empty() : Optional.of(new KnownFunction(name, found));
  }

  /** {@code read} alone is nothing that a statement without the function would not do. */
  private static List<Effect> effects(String words) {
    List<Effect> effects = new ArrayList<>();
    for (String word : words.split(" ")) {
      if (!word.equals("read")) {
        String[] parts = word.split(":");
        ObjectKind object = parts.length == 1 ? ObjectKind.NONE : objectKind(parts[1]);
        effects.add(Effect.of(effectKind(parts[0]), object, ObjectName.NONE));
      }
    }
    return List.copyOf(effects);
  }

  /** What the review has no word for yet, fails closed. */
  private static EffectKind effectKind(String label) {
    return label.equals("unreviewed") ? EffectKind.UNKNOWN : EffectKind.valueOf(constant(label));
  }

  private static ObjectKind objectKind(String label) {
    return ObjectKind.valueOf(constant(label));
  }

  private static String constant(String label) {
    return label.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
