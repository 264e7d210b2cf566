package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.Qualifier;
import java.util.EnumSet;
import java.util.Set;

/** Qualifiers that fields of a node say. */
final class Qualifiers {
  private Qualifiers() {}

  /** These, and {@code cascade} if the node's behaviour says so. */
  static Set<Qualifier> behavior(Node node, Qualifier... always) {
    return when(node.text("behavior").equals("DROP_CASCADE"), Qualifier.CASCADE, always);
  }

  /** These, and one more if the condition holds. */
  static Set<Qualifier> when(boolean condition, Qualifier one, Qualifier... always) {
    Set<Qualifier> all = EnumSet.noneOf(Qualifier.class);
    all.addAll(Set.of(always));
    if (condition) {
      all.add(one);
    }
    return all;
  }
}
