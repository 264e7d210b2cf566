package dev.sallyport.server.migration.diff;

import java.util.List;
import java.util.Random;

/**
 * An object of a random schema. Its knobs are numbers that say how it reads, so that to change it
 * is to turn a knob.
 *
 * @param of the objects that it can't be without: its table, its function
 * @param uses what it may use while that is there: a type, a sequence, a function
 */
record RandomThing(Kind kind, int id, List<Integer> of, List<Integer> uses, List<Integer> knobs) {
  private static final int KNOBS = 14;
  private static final int RANGE = 1000;

  /** In the order in which they can be made. */
  enum Kind {
    SCHEMA,
    ENUM,
    SEQUENCE,
    FUNCTION,
    DOMAIN,
    COMPOSITE,
    RANGE,
    TABLE,
    COLUMN,
    PART,
    HEIR,
    KEY,
    REFERENCE,
    VIEW,
    INDEX,
    STATISTICS,
    TABLE_FUNCTION,
    PROCEDURE,
    TRIGGER,
    POLICY,
    RULE,
    DEFAULT_PRIVILEGES,
    GRANT,
    COMMENT,
    OWNER
  }

  RandomThing {
    of = List.copyOf(of);
    uses = List.copyOf(uses);
    knobs = List.copyOf(knobs);
  }

  static RandomThing make(Kind kind, int id, List<Integer> of, List<Integer> uses, Random random) {
    return new RandomThing(kind, id, of, uses, random.ints(KNOBS, 0, RANGE).boxed().toList());
  }

  /** The same with one knob turned. */
  RandomThing turned(Random random) {
    List<Integer> turned = new java.util.ArrayList<>(knobs);
    turned.set(random.nextInt(KNOBS), random.nextInt(RANGE));
    return new RandomThing(kind, id, of, uses, turned);
  }

  /** One of so many choices. */
  int choice(int knob, int choices) {
    return knobs.get(knob) % choices;
  }

  /** Whether something that is so in this many of a hundred cases is so. */
  boolean is(int knob, int percent) {
    return knobs.get(knob) / 10 < percent;
  }
}
