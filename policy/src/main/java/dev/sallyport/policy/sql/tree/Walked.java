package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.Reference;
import java.util.List;
import java.util.Set;

/** What a walk over one statement came to. */
record Walked(List<Effect> effects, Set<Reference> references) {
  Walked {
    effects = List.copyOf(effects);
    references = Set.copyOf(references);
  }
}
