package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.Consequence;
import dev.sallyport.policy.sql.schema.SchemaScript;
import java.util.List;
import java.util.Objects;

/**
 * A migration's file and what it leaves behind.
 *
 * @param name the migration's name
 * @param series files of one series run in the order of their names; between two nothing is known
 * @param net what is left at the script's end, every name with its schema
 */
record FileEffects(
    String name, String series, int place, SchemaScript script, List<Consequence> net) {
  FileEffects {
    net = List.copyOf(net);
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

  /** Whether any of its consequences rules out the other one. */
  boolean undoes(Consequence other) {
    return net.stream().anyMatch(own -> contradicts(own, other));
  }

  private static boolean contradicts(Consequence own, Consequence other) {
    if (own instanceof Consequence.Absent) {
      return !(other instanceof Consequence.Absent)
          && (own.object().equals(other.object()) || other.object().isPartOf(own.object()));
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
