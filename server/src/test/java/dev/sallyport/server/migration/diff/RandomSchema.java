package dev.sallyport.server.migration.diff;

import dev.sallyport.server.migration.diff.RandomThing.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** A schema made by chance, and what chance makes of it: the same seed gives the same two. */
final class RandomSchema {
  private static final int MORE = 40;
  private static final int CHANGES = 12;

  private final Random random;
  private final TreeMap<Integer, RandomThing> things;
  private int next;

  private RandomSchema(Random random, TreeMap<Integer, RandomThing> things, int next) {
    this.random = random;
    this.things = things;
    this.next = next;
  }

  /** A pair of schemas of this seed. */
  static Pair pair(long seed) {
    RandomSchema from = new RandomSchema(new Random(seed), new TreeMap<>(), 1);
    from.populate();
    RandomSchema to = new RandomSchema(from.random, new TreeMap<>(from.things), from.next);
    int changes = 1 + to.random.nextInt(CHANGES);
    for (int i = 0; i < changes; i++) {
      to.change();
    }
    return new Pair("seed " + seed, from.sql(), to.sql());
  }

  private String sql() {
    return new RandomSql(things).text();
  }

  private void populate() {
    for (Kind kind : Kind.values()) {
      int some =
          switch (kind) {
            case SCHEMA, ENUM, DOMAIN, COMPOSITE, RANGE -> 2;
            case SEQUENCE, HEIR, STATISTICS, PROCEDURE, RULE, DEFAULT_PRIVILEGES -> 1;
            case FUNCTION, TABLE, VIEW -> 4;
            case COLUMN -> 20;
            case PART, KEY, REFERENCE, TRIGGER, POLICY, TABLE_FUNCTION, OWNER -> 3;
            case INDEX, GRANT, COMMENT -> 5;
          };
      for (int i = random.nextInt(some + 1) + some / 2; i > 0; i--) {
        add(kind);
      }
    }
    for (int i = random.nextInt(MORE); i > 0; i--) {
      add(Kind.values()[random.nextInt(Kind.values().length)]);
    }
  }

  private void change() {
    List<RandomThing> all = new ArrayList<>(things.values());
    RandomThing one = all.get(random.nextInt(all.size()));
    int what = random.nextInt(100);
    if (what < 20) {
      add(Kind.values()[random.nextInt(Kind.values().length)]);
    } else if (what < 33 && one.kind() != Kind.SCHEMA) {
      things.remove(one.id());
    } else {
      things.put(one.id(), one.turned(random));
    }
  }

  private void add(Kind kind) {
    Kind[] relations = {Kind.TABLE, Kind.PART, Kind.HEIR};
    List<Integer> of = new ArrayList<>();
    List<Integer> uses = new ArrayList<>();
    boolean there =
        switch (kind) {
          case SCHEMA -> true;
          case ENUM, SEQUENCE, FUNCTION, COMPOSITE, RANGE, TABLE, DEFAULT_PRIVILEGES, PROCEDURE ->
              pick(of, Kind.SCHEMA);
          case DOMAIN -> pick(of, Kind.SCHEMA) && (pick(uses, Kind.FUNCTION) || true);
          case COLUMN -> {
            pick(uses, Kind.ENUM, Kind.DOMAIN, Kind.COMPOSITE, Kind.RANGE);
            pick(uses, Kind.SEQUENCE);
            pick(uses, Kind.FUNCTION);
            yield pick(of, Kind.TABLE, Kind.TABLE, Kind.TABLE, Kind.HEIR);
          }
          case PART -> pick(of, Kind.TABLE) && pick(of, Kind.SCHEMA);
          case HEIR -> pick(of, Kind.TABLE) && pick(of, Kind.SCHEMA);
          case KEY, INDEX, STATISTICS, POLICY, RULE -> {
            pick(uses, Kind.FUNCTION);
            yield pick(of, kind == Kind.INDEX ? with(relations, Kind.VIEW) : relations);
          }
          case REFERENCE -> pick(of, relations) && pick(of, Kind.TABLE);
          case VIEW, TABLE_FUNCTION -> {
            pick(uses, Kind.FUNCTION);
            yield pick(of, Kind.SCHEMA) && pick(of, with(relations, Kind.VIEW));
          }
          case TRIGGER -> pick(of, with(relations, Kind.VIEW)) && pick(of, Kind.FUNCTION);
          case GRANT ->
              pick(
                  of,
                  Kind.SCHEMA,
                  Kind.ENUM,
                  Kind.DOMAIN,
                  Kind.SEQUENCE,
                  Kind.FUNCTION,
                  Kind.TABLE,
                  Kind.PART,
                  Kind.COLUMN,
                  Kind.VIEW);
          case COMMENT ->
              pick(
                  of,
                  Arrays.stream(Kind.values())
                      .filter(k -> k.compareTo(Kind.DEFAULT_PRIVILEGES) < 0)
                      .toArray(Kind[]::new));
          case OWNER ->
              pick(
                  of,
                  Kind.SCHEMA,
                  Kind.ENUM,
                  Kind.DOMAIN,
                  Kind.SEQUENCE,
                  Kind.FUNCTION,
                  Kind.TABLE,
                  Kind.PART,
                  Kind.VIEW);
        };
    if (there) {
      RandomThing made = RandomThing.make(kind, next++, of, uses, random);
      things.put(made.id(), made);
    }
  }

  private static Kind[] with(Kind[] kinds, Kind more) {
    Kind[] all = Arrays.copyOf(kinds, kinds.length + 1);
    all[kinds.length] = more;
    return all;
  }

  /** Adds one that is there to the list, if there is one. */
  private boolean pick(Collection<Integer> to, Kind... kinds) {
    List<Kind> asked = List.of(Arrays.stream(kinds).distinct().toArray(Kind[]::new));
    List<RandomThing> some =
        things.values().stream().filter(one -> asked.contains(one.kind())).toList();
    if (some.isEmpty()) {
      return false;
    }
    to.add(some.get(random.nextInt(some.size())).id());
    return true;
  }
}
