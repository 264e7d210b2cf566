package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The effects and references that a walk has found so far. Effects that differ in columns only
 * become one; where one of them means all columns, the one does.
 */
final class Findings {
  /** Compares itself: records' own comparison is linked at run time, which is slow. */
  private record Key(
      EffectKind kind, ObjectKind objectKind, ObjectName object, Set<Qualifier> qualifiers) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key same
          && kind == same.kind
          && objectKind == same.objectKind
          && object.equals(same.object)
          && qualifiers.equals(same.qualifiers);
    }

    @Override
    public int hashCode() {
      return 31 * object.hashCode() + kind.ordinal();
    }
  }

  private final Map<Key, Set<String>> effects = new LinkedHashMap<>();
  private final Set<Reference> references = new LinkedHashSet<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<Source> targets = new ArrayList<>();
  private boolean reads;

  void add(Effect effect) {
    Key key = new Key(effect.kind(), effect.objectKind(), effect.object(), effect.qualifiers());
    Set<String> known = effects.get(key);
    if (known == null) {
      effects.put(key, new LinkedHashSet<>(effect.columns()));
    } else if (known.isEmpty() || effect.columns().isEmpty()) {
      known.clear();
    } else {
      known.addAll(effect.columns());
    }
  }

  void add(EffectKind kind, ObjectKind objectKind, ObjectName object, Qualifier... qualifiers) {
    add(new Effect(kind, objectKind, object, Set.of(), Set.of(qualifiers)));
  }

  void add(EffectKind kind) {
    add(Effect.of(kind));
  }

  /** What another walk found, each effect qualified. */
  void addAll(Walked other, Qualifier... qualifiers) {
    for (Effect effect : other.effects()) {
      if (effect.kind() == EffectKind.READ && effect.objectKind() == ObjectKind.NONE) {
        reads();
      } else {
        add(effect.with(qualifiers));
      }
    }
    other.references().stream().filter(each -> !isFixed(each)).forEach(references::add);
  }

  private static boolean isFixed(Reference reference) {
    return reference instanceof Reference.Fixed;
  }

  /** Something the walk was not taught. */
  void unknown(String what) {
    add(EffectKind.UNKNOWN, ObjectKind.OTHER, ObjectName.of(what));
  }

  /** The statement is a read, even where nothing names what it reads. */
  void reads() {
    reads = true;
  }

  void reference(Reference reference) {
    references.add(reference);
  }

  /** A relation whose rows are read; which columns, the walk of the query will tell. */
  void read(Source source) {
    sources.add(source);
  }

  /** The target of a write: it is read as well where the statement mentions a column of it. */
  void target(Source source) {
    targets.add(source);
  }

  /** Everything found. */
  Walked finish() {
    Map<ObjectName, Source> read = new LinkedHashMap<>();
    sources.forEach(source -> merge(read, source));
    targets.stream().filter(Source::isTouched).forEach(source -> merge(read, source));
    List<Effect> found = new ArrayList<>(effects.size() + read.size());
    read.forEach((name, source) -> found.addAll(Relations.read(name, source.columns())));
    effects.forEach((key, columns) -> found.add(effect(key, columns)));
    if (found.isEmpty() && reads) {
      found.add(Effect.of(EffectKind.READ));
    }
    references.removeIf(each -> each instanceof Reference.Fixed fixed && !isAlone(fixed));
    return new Walked(found, references);
  }

  /**
   * Fixed columns say how many rows a statement reaches only if it names the relation once: in
   * {@code WITH x AS (SELECT FROM t WHERE id = 1) DELETE FROM t} they say nothing of the DELETE.
   */
  private boolean isAlone(Reference.Fixed fixed) {
    return Stream.concat(sources.stream(), targets.stream())
            .filter(source -> isNamed(source, fixed.relation().name()))
            .count()
        == 1;
  }

  private static boolean isNamed(Source source, String name) {
    ObjectName relation = source.relation();
    return relation != null && relation.name().equals(name);
  }

  private static void merge(Map<ObjectName, Source> reads, Source source) {
    ObjectName relation = source.relation();
    if (relation != null) {
      reads.computeIfAbsent(relation, name -> new Source(name, "")).alsoReads(source);
    }
  }

  private static Effect effect(Key key, Set<String> columns) {
    return new Effect(key.kind, key.objectKind, key.object, columns, key.qualifiers);
  }
}
