package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of every object: what must be made again drags along what is made of it. No
 * table, column, sequence or type that stays is ever dropped, but columns that are computed, and
 * tables whose rows another of their name has by then.
 */
final class Fates {
  private final Schema before;
  private final Schema after;
  private final Map<FactKey, Fate> fates = new HashMap<>();
  private final Set<FactKey> released = new HashSet<>();
  private final Set<FactKey> replacedTypes = new HashSet<>();
  private final Map<FactKey, FactKey> swaps;
  private final Rebuilds rebuilds;

  Fates(Schema before, Schema after) {
    this.before = before;
    this.after = after;
    TreeSet<FactKey> keys = new TreeSet<>(before.facts().objects().keySet());
    keys.addAll(after.facts().objects().keySet());
    keys.forEach(key -> fates.put(key, own(key)));
    swaps = TypeSwaps.between(before, after);
    swaps.forEach(
        (type, other) -> {
          fates.put(type, Fate.CHANGED);
          replacedTypes.addAll(List.of(type, other));
        });
    rebuilds = new Rebuilds(before, after, replacedTypes::contains);
    rebuilds.withParts().forEach(key -> fates.put(key, Fate.MADE_AGAIN));
    spread();
  }

  Fate of(FactKey key) {
    return fates.getOrDefault(key, Fate.KEPT);
  }

  Set<FactKey> keys() {
    return fates.keySet();
  }

  /** Whether a column's default, or a sequence's ownership, must let go for a while. */
  boolean isReleased(FactKey key) {
    return released.contains(key);
  }

  /** Whether a type is replaced by another of its name, under the columns that use it. */
  boolean isReplaced(FactKey type) {
    return replacedTypes.contains(type);
  }

  /** The type that takes a type's place; mostly one of the same kind. */
  FactKey becomes(FactKey type) {
    return swaps.getOrDefault(type, type);
  }

  /** The tables that are made anew, and given their rows back. */
  Rebuilds rebuilds() {
    return rebuilds;
  }

  private Fate own(FactKey key) {
    Fact was = before.find(key);
    Fact is = after.find(key);
    if (was == null) {
      return Fate.MADE;
    }
    if (is == null) {
      return Fate.DROPPED;
    }
    if (key.kind() == FactKind.COLUMN && !Objects.equals(before.whole(was), after.whole(is))) {
      // A table became a view of the same name, or the other way round.
      return Fate.MADE_AGAIN;
    }
    if (was.equals(is) && !isForbidden(was, is)) {
      return Fate.KEPT;
    }
    boolean inUse = TypeSwaps.isInUse(before, key);
    if (TypeReplacement.isNeeded(was, is, inUse) || isForbidden(was, is)) {
      replacedTypes.add(key);
      return Fate.CHANGED;
    }
    boolean ofConstraint = was.text("constraint") != null && is.text("constraint") != null;
    if (key.kind() == FactKind.INDEX && ofConstraint) {
      // Its constraint decides; storage parameters can change in place.
      return Fate.CHANGED;
    }
    boolean again =
        Remaking.isNeeded(was, is)
            || key.kind() == FactKind.COLUMN && ColumnAlterations.changesExpression(was, is);
    return again ? Fate.MADE_AGAIN : Fate.CHANGED;
  }

  /** PostgreSQL checks no values inside of arrays, and so lets no domain in them change. */
  private boolean isForbidden(Fact was, Fact is) {
    if (was.kind() != FactKind.DOMAIN) {
      return false;
    }
    boolean stricter =
        is.is("notNull") && !was.is("notNull")
            || !before
                .parts(FactKind.CONSTRAINT, was.key())
                .containsAll(after.parts(FactKind.CONSTRAINT, is.key()));
    return stricter
        && before.dependents(was.key()).stream()
            .map(before::find)
            .anyMatch(
                user ->
                    user != null
                        && (user.kind() == FactKind.COMPOSITE_TYPE
                            || user.kind() == FactKind.COLUMN
                                && user.textOf("type").endsWith("[]")));
  }

  private void spread() {
    Deque<FactKey> sources = new ArrayDeque<>();
    fates.forEach(
        (key, fate) -> {
          if (movesOthers(key, fate)) {
            sources.add(key);
          }
        });
    while (!sources.isEmpty()) {
      FactKey source = sources.remove();
      Set<FactKey> dependents = new HashSet<>(before.dependents(source));
      if (isWithoutRows(source.kind()) || rebuilds.contains(source)) {
        before.columns(source).forEach(c -> dependents.addAll(before.dependents(c.key())));
        addParts(source, dependents);
      }
      for (FactKey dependent : dependents) {
        if (reach(source, dependent)) {
          sources.add(dependent);
          FactKey behind = keyBehind(dependent);
          if (behind != null && of(behind) != Fate.MADE_AGAIN) {
            fates.put(behind, Fate.MADE_AGAIN);
            sources.add(behind);
          }
        }
      }
    }
  }

  /** The constraint that stays and whose index has to be made again. */
  private @Nullable FactKey keyBehind(FactKey index) {
    Fact was = index.kind() == FactKind.INDEX ? before.find(index) : null;
    FactKey key = was == null ? null : Companions.constraintOf(was);
    return key == null || before.find(key) == null || after.find(key) == null ? null : key;
  }

  private void addParts(FactKey relation, Set<FactKey> dependents) {
    for (FactKind kind : new FactKind[] {FactKind.TRIGGER, FactKind.RULE, FactKind.COLUMN}) {
      before.parts(kind, relation).forEach(part -> dependents.add(part.key()));
    }
    before.indexes(relation).forEach(index -> dependents.add(index.key()));
    if (relation.kind() == FactKind.FOREIGN_TABLE) {
      before.parts(FactKind.CONSTRAINT, relation).forEach(part -> dependents.add(part.key()));
    }
  }

  /** What is made again whole, with all of its columns. */
  private static boolean isWithoutRows(FactKind kind) {
    return kind == FactKind.VIEW
        || kind == FactKind.MATERIALIZED_VIEW
        || kind == FactKind.FOREIGN_TABLE;
  }

  /** Whether what is made of an object must go before the object can change. */
  private boolean movesOthers(FactKey key, Fate fate) {
    return switch (fate) {
      case DROPPED, MADE_AGAIN -> true;
      case KEPT, MADE -> false;
      case CHANGED -> isReplaced(key) || changesType(key);
    };
  }

  private boolean changesType(FactKey key) {
    Fact was = before.find(key);
    Fact is = after.find(key);
    return key.kind() == FactKind.COLUMN
        && was != null
        && is != null
        && ColumnAlterations.changesType(was, is);
  }

  /** Whether a dependent that was to stay must now move, and moves others in turn. */
  private boolean reach(FactKey source, FactKey dependent) {
    Fact was = before.find(dependent);
    Fact is = after.find(dependent);
    Fate fate = of(dependent);
    if (was != null && rebuilds.keepsIndex(source, was)) {
      return false;
    }
    if (was == null || is == null || fate == Fate.DROPPED || fate == Fate.MADE_AGAIN) {
      return false;
    }
    if (dependent.kind() == FactKind.COLUMN) {
      if (was.is("view")) {
        boolean again = is.is("view");
        fates.put(dependent, again ? Fate.MADE_AGAIN : fate);
        return again;
      }
      if (source.kind() == FactKind.FOREIGN_TABLE && source.equals(before.whole(was))) {
        fates.put(dependent, Fate.MADE_AGAIN);
        return true;
      }
      return reachColumn(source, was, is);
    }
    if (dependent.kind() == FactKind.SEQUENCE) {
      released.add(dependent);
      return false;
    }
    if (isReplaced(source) && TypeReplacement.isPossible(dependent.kind())) {
      fates.put(dependent, Fate.CHANGED);
      return replacedTypes.add(dependent);
    }
    if (!Remaking.isPossible(dependent.kind()) || isRebuilt(source, was)) {
      return false;
    }
    fates.put(dependent, Fate.MADE_AGAIN);
    return true;
  }

  private boolean reachColumn(FactKey source, Fact was, Fact is) {
    if (isReplaced(source) || rebuilds.contains(source) && RowTypes.isOf(was, source)) {
      // The replacement takes the column along; what is made of the column moves.
      boolean first = !released.contains(was.key());
      released.add(was.key());
      return first;
    }
    if (was.text("generated") != null && is.text("generated") != null) {
      fates.put(was.key(), Fate.MADE_AGAIN);
      return true;
    }
    released.add(was.key());
    return false;
  }

  /** PostgreSQL rebuilds indexes and constraints itself when a column's type changes. */
  private boolean isRebuilt(FactKey source, Fact was) {
    boolean byColumn = source.kind() == FactKind.COLUMN && of(source) == Fate.CHANGED;
    return byColumn
        && !released.contains(source)
        && (was.kind() == FactKind.INDEX
            || was.kind() == FactKind.STATISTICS
            || was.kind() == FactKind.CONSTRAINT && !was.textOf("type").equals("FOREIGN KEY"));
  }
}
