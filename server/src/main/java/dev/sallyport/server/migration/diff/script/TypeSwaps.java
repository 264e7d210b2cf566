package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types that are in use and become a type of another kind under the same name. */
final class TypeSwaps {
  private static final List<FactKind> KINDS =
      List.of(FactKind.ENUM, FactKind.DOMAIN, FactKind.COMPOSITE_TYPE);

  private TypeSwaps() {}

  /** Each type that goes so, and the one that takes its place. */
  static Map<FactKey, FactKey> between(Schema before, Schema after) {
    Map<FactKey, FactKey> swaps = new HashMap<>();
    for (FactKind kind : KINDS) {
      before.facts().of(kind).stream()
          .filter(type -> after.find(type.key()) == null && isInUse(before, type.key()))
          .forEach(
              type ->
                  KINDS.stream()
                      .map(other -> FactKey.of(other, type.key().schema(), type.key().name()))
                      .filter(other -> after.find(other) != null && before.find(other) == null)
                      .forEach(other -> swaps.put(type.key(), other)));
    }
    return swaps;
  }

  /** Whether a column is of a type, or another type is made of it. */
  static boolean isInUse(Schema before, FactKey type) {
    return before.dependents(type).stream()
        .anyMatch(
            user -> user.kind() == FactKind.COLUMN || TypeReplacement.isPossible(user.kind()));
  }
}
