package dev.sallyport.policy.sql;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing a statement does to one object.
 *
 * @param kind what is done; {@link EffectKind#UNKNOWN} is what no policy can allow
 * @param columns the columns read or written, decoded; empty where all or none can be told
 */
public record Effect(
    EffectKind kind,
    ObjectKind objectKind,
    ObjectName object,
    Set<String> columns,
    Set<Qualifier> qualifiers) {
  public Effect {
    columns = Set.copyOf(columns);
    qualifiers = Set.copyOf(qualifiers);
  }

  // Records' own comparison is linked at run time, which costs a short command more than it may.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Effect same
        && kind == same.kind
        && objectKind == same.objectKind
        && object.equals(same.object)
        && columns.equals(same.columns)
        && qualifiers.equals(same.qualifiers);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * object.hashCode() + columns.hashCode()) + kind.ordinal();
  }

  /** An effect without columns or qualifiers. */
  public static Effect of(EffectKind kind, ObjectKind objectKind, ObjectName object) {
    return new Effect(kind, objectKind, object, Set.of(), Set.of());
  }

  /** An effect on no named object. */
  public static Effect of(EffectKind kind) {
    return of(kind, ObjectKind.NONE, ObjectName.NONE);
  }

  /** This effect with more qualifiers. */
  public Effect with(Qualifier... more) {
    Set<Qualifier> all = EnumSet.noneOf(Qualifier.class);
    all.addAll(qualifiers);
    all.addAll(Set.of(more));
    return new Effect(kind, objectKind, object, columns, all);
  }

  /** This effect on these columns as well. */
  public Effect withColumns(Set<String> more) {
    Set<String> all = new LinkedHashSet<>(columns);
    all.addAll(more);
    return new Effect(kind, objectKind, object, all, qualifiers);
  }

  public boolean has(Qualifier qualifier) {
    return qualifiers.contains(qualifier);
  }
}
