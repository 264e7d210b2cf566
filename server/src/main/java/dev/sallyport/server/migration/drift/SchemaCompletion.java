package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * schema.prisma's side, completed with what a Prisma schema has no words for, as another side has
 * it. Without this a comparison would call every trigger, policy and partial index superfluous, and
 * a script would drop them.
 */
final class SchemaCompletion {
  /** What schema.prisma can say of an object; every other property is the other side's. */
  private static final Map<FactKind, Set<String>> SAID =
      Map.of(
          FactKind.COLUMN, Set.of("type", "notNull", "default", "order"),
          FactKind.ENUM, Set.of("labels"),
          FactKind.TABLE, Set.of());

  private final SchemaFacts schema;
  private final SchemaFacts other;
  private final Set<String> kept;
  private final SortedMap<FactKey, Fact> completed = new TreeMap<>();

  private SchemaCompletion(SchemaFacts schema, SchemaFacts other, Set<String> kept) {
    this.schema = schema;
    this.other = other;
    this.kept = kept;
  }

  /**
   * The completed side.
   *
   * @param kept what numbered files made, by its name in the {@link Inventory}: it stays though
   *     schema.prisma could name it and does not
   */
  static SchemaFacts of(SchemaFacts schema, SchemaFacts other, Set<String> kept) {
    return new SchemaCompletion(schema, other, kept).completed();
  }

  /**
   * What only the numbered files of the migrations make; without unique keys: those are rules, and
   * schema.prisma is where the rules are.
   */
  static Set<String> madeByHand(SideFacts migrations) {
    Map<String, Item> told = Inventory.of(migrations.facts()).told();
    Set<String> made = new HashSet<>(told.keySet());
    made.removeAll(Inventory.of(migrations.tracked()).told().keySet());
    made.removeIf(key -> Form.isUniqueKey(java.util.Objects.requireNonNull(told.get(key)).fact()));
    return made;
  }

  private SchemaFacts completed() {
    Inventory wanted = Inventory.of(schema);
    Inventory there = Inventory.of(other);
    wanted.told().forEach((key, item) -> told(item, there.told().get(key)));
    there
        .told()
        .forEach(
            (key, item) -> {
              boolean stays = kept.contains(key) || Judging.isInexpressible(item.fact());
              if (!wanted.told().containsKey(key) && stays) {
                put(item.fact());
              }
            });
    for (Fact fact : other.all()) {
      if (isUnsaid(fact) && stays(fact)) {
        put(fact);
      }
    }
    sequences();
    Map<FactKey, Set<FactKey>> needs = new HashMap<>(schema.needs());
    other.needs().forEach((key, set) -> needs.merge(key, set, SchemaCompletion::union));
    return new SchemaFacts(other.serverVersion(), completed, needs, schema.stamp());
  }

  private static Set<FactKey> union(Set<FactKey> one, Set<FactKey> two) {
    Set<FactKey> both = new HashSet<>(one);
    both.addAll(two);
    return both;
  }

  private void told(Item item, @org.jspecify.annotations.Nullable Item there) {
    if (there == null) {
      put(item.fact());
    } else if (there.loose().equals(item.loose()) || there.fact().text("generated") != null) {
      put(there.fact());
    } else {
      put(merged(item.fact(), there.fact()));
    }
  }

  private static Fact merged(Fact wanted, Fact there) {
    Set<String> said = SAID.getOrDefault(wanted.kind(), Set.of());
    if (said.isEmpty()) {
      return wanted;
    }
    TreeMap<String, Object> properties = new TreeMap<>(there.properties());
    properties.keySet().removeAll(said);
    wanted
        .properties()
        .forEach(
            (name, value) -> {
              if (said.contains(name)) {
                properties.put(name, value);
              }
            });
    return new Fact(wanted.key(), properties);
  }

  private void put(Fact fact) {
    completed.put(fact.key(), fact);
  }

  /** What the inventory puts among the things without words, and what goes with an index. */
  private boolean isUnsaid(Fact fact) {
    return switch (fact.kind()) {
      case TABLE, ENUM, SEQUENCE, INDEX -> false;
      case COLUMN -> fact.is("view");
      case CONSTRAINT ->
          switch (fact.textOf("type")) {
            case "PRIMARY KEY", "FOREIGN KEY" -> false;
            default -> true;
          };
      default -> true;
    };
  }

  /** Parts go with their table; a unique constraint with its index. */
  private boolean stays(Fact fact) {
    FactKey key = fact.key();
    if (key.of().isEmpty()) {
      return true;
    }
    if (fact.textOf("type").equals("UNIQUE") && fact.kind() == FactKind.CONSTRAINT) {
      return completed.containsKey(FactKey.of(FactKind.INDEX, key.schema(), key.name()));
    }
    FactKey table = FactKey.of(FactKind.TABLE, key.schema(), key.of());
    return completed.containsKey(table) || other.find(table) == null;
  }

  /** The index behind an exclusion, and the sequence behind a column, go with what they serve. */
  private void sequences() {
    for (Fact fact : other.of(FactKind.INDEX)) {
      String constraint = fact.text("constraint");
      FactKey owner =
          FactKey.part(
              FactKind.CONSTRAINT,
              fact.key().schema(),
              fact.textOf("table"),
              constraint == null ? "" : constraint);
      if (completed.containsKey(owner)) {
        put(fact);
      }
    }
    for (Fact fact : schema.of(FactKind.INDEX)) {
      String constraint = fact.text("constraint");
      FactKey owner =
          FactKey.part(
              FactKind.CONSTRAINT,
              fact.key().schema(),
              fact.textOf("table"),
              constraint == null ? "" : constraint);
      if (constraint != null && schema.find(owner) == completed.get(owner)) {
        completed.putIfAbsent(fact.key(), fact);
      }
    }
    for (Fact fact : other.of(FactKind.SEQUENCE)) {
      if (fact.text("ownedBy") == null || serves(fact, other)) {
        put(fact);
      }
    }
    for (Fact fact : schema.of(FactKind.SEQUENCE)) {
      if (serves(fact, schema)) {
        completed.putIfAbsent(fact.key(), fact);
      }
    }
  }

  /** Whether the column that a sequence counts for is here as that side has it. */
  private boolean serves(Fact sequence, SchemaFacts side) {
    return side.objects().values().stream()
        .filter(
            fact -> fact.kind() == FactKind.COLUMN && fact.textOf("default").startsWith("nextval("))
        .filter(fact -> side.needsOf(fact.key()).contains(sequence.key()))
        .anyMatch(
            fact -> {
              Fact here = completed.get(fact.key());
              return here != null && here.textOf("default").equals(fact.textOf("default"));
            });
  }
}
