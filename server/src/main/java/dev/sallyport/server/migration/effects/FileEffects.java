package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.Consequence;
import dev.sallyport.policy.sql.schema.SchemaScript;
import dev.sallyport.policy.sql.schema.Trait;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A migration's file and what it leaves behind.
 *
 * @param name the migration's name
 * @param series files of one series run in the order of their names; between two nothing is known
 * @param net what is left at the script's end, every name with its schema
 * @param touched names whose mentions look different once it had run: what it renamed or altered
 */
record FileEffects(
    String name,
    String series,
    int place,
    SchemaScript script,
    List<Consequence> net,
    Set<String> touched) {
  FileEffects {
    net = List.copyOf(net);
    touched = Set.copyOf(touched);
  }

  /** Whether it can't have run after {@code other}. */
  boolean ranBefore(FileEffects other) {
    return series.equals(other.series) && place < other.place;
  }

  /** Whether it says that the object is there. */
  boolean makes(Consequence consequence) {
    return net.stream()
        .anyMatch(
            own -> own instanceof Consequence.Present && own.object().equals(consequence.object()));
  }

  /** Whether it changed how PostgreSQL prints what another file made. */
  boolean touches(Consequence.Has other) {
    return touched.stream()
        .anyMatch(
            name ->
                name.equals(plain(other.object().name()))
                    || name.equals(other.object().parent())
                    || NetEffects.mentions(other.value(), name));
  }

  /** A name without the types of arguments. */
  static String plain(String name) {
    int arguments = name.indexOf('(');
    return arguments < 0 ? name : name.substring(0, arguments);
  }

  /** Whether any of its consequences rules out the other one. */
  boolean undoes(Consequence other) {
    return net.stream().anyMatch(own -> contradicts(own, other));
  }

  private static boolean contradicts(Consequence own, Consequence other) {
    if (own instanceof Consequence.Absent) {
      return !(other instanceof Consequence.Absent)
          && (own.object().equals(other.object())
              || other.object().isPartOf(own.object())
              || other.object().allOfItsName().anyMatch(own.object()::equals));
    }
    if (own instanceof Consequence.Has has && has.trait() == Trait.VALUES) {
      return other instanceof Consequence.Present
          && other.object().isPartOf(has.object())
          && !NetEffects.mentions(has.value(), other.object().name());
    }
    if (!own.object().equals(other.object())) {
      return false;
    }
    if (own instanceof Consequence.Has has) {
      return other instanceof Consequence.Has otherHas
          && has.trait() == otherHas.trait()
          && !Objects.equals(has.value(), otherHas.value());
    }
    return other instanceof Consequence.Absent;
  }
}
