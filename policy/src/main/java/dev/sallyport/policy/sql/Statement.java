package dev.sallyport.policy.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One SQL statement as PostgreSQL counts them, reduced to the facts a policy may ask about.
 *
 * @param text exactly the text to send, without the separator
 * @param span where it stands in the request
 * @param effects everything it does; never empty
 * @param references the names that only a catalog can resolve
 */
public record Statement(String text, Span span, List<Effect> effects, Set<Reference> references) {
  public Statement {
    if (effects.isEmpty()) {
      throw new IllegalArgumentException("a statement without effects: say read or unknown");
    }
    effects = List.copyOf(effects);
    references = Set.copyOf(references);
  }

  /** Whether reading is all it does. */
  public boolean isRead() {
    return effects.stream().allMatch(effect -> effect.kind() == EffectKind.READ);
  }

  /** Whether PostgreSQL refuses it inside a transaction block. */
  public boolean isNonTransactional() {
    return has(Qualifier.NON_TRANSACTIONAL);
  }

  public boolean has(Qualifier qualifier) {
    return effects.stream().anyMatch(effect -> effect.has(qualifier));
  }

  public boolean has(EffectKind kind) {
    return effects.stream().anyMatch(effect -> effect.kind() == kind);
  }

  /** This statement with more effects, as the catalog adds implicit ones. */
  public Statement plus(List<Effect> more) {
    List<Effect> all = new ArrayList<>(effects);
    more.stream().filter(effect -> !all.contains(effect)).forEach(all::add);
    return new Statement(text, span, all, references);
  }
}
