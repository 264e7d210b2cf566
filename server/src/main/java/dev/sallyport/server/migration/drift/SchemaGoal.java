package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.script.Rename;
import dev.sallyport.server.migration.diff.script.Renames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a database should become so that it has what schema.prisma describes. What the schema has no
 * words for stays as it is, and so does what neither it nor a migration of Prisma's ever named.
 *
 * @param from the database as it is; where it has everything already, what the migrations make
 * @param to the same, with what the schema adds, changes and no longer has
 * @param kept what is in the database, nowhere else, and left alone, in words
 * @param renames what is one and the same in both under another name
 */
public record SchemaGoal(
    SchemaFacts from, SchemaFacts to, List<String> kept, List<Rename> renames) {
  public SchemaGoal {
    kept = List.copyOf(kept);
    renames = List.copyOf(renames);
  }

  /**
   * Reads the sides and lays the schema over the database.
   *
   * @param catchUp whether, where the database has everything already, the migrations are what is
   *     to be brought there
   * @throws dev.sallyport.server.SallyportException where a side can't be read
   */
  public static SchemaGoal read(SideReader sides, boolean catchUp) {
    SchemaFacts schema = sides.read(Side.SCHEMA).facts();
    SideFacts migrations = sides.read(Side.MIGRATIONS);
    SchemaFacts live = sides.read(Side.DATABASE).facts();
    SchemaGoal goal = over(live, schema, migrations.tracked());
    return catchUp && goal.from().objects().equals(goal.to().objects())
        ? over(migrations.facts(), schema, migrations.tracked())
        : goal;
  }

  /** Says how a database reads once its renames are done. */
  public interface Renaming {
    SchemaFacts renamed(SchemaFacts from, SchemaFacts to, List<Rename> renames);
  }

  /**
   * Reads the sides, and lays the schema over the database as it will be once these renames are
   * done.
   *
   * @param renames what somebody says was renamed, each as {@code old=new}
   * @param renamed the database once its renames are done
   * @throws dev.sallyport.server.SallyportException where a side can't be read, or nothing was
   *     renamed so
   */
  public static SchemaGoal renaming(SideReader sides, List<String> renames, Renaming renamed) {
    SchemaFacts schema = sides.read(Side.SCHEMA).facts();
    SchemaFacts live = sides.read(Side.DATABASE).facts();
    List<Rename> known = Renames.read(renames, live, schema);
    SchemaGoal goal =
        over(renamed.renamed(live, schema, known), schema, sides.read(Side.MIGRATIONS).tracked());
    return new SchemaGoal(live, goal.to(), goal.kept(), known);
  }

  static SchemaGoal over(SchemaFacts from, SchemaFacts schema, SchemaFacts tracked) {
    return new Laying(from, schema, tracked).goal();
  }

  /** The laying of a schema over a database. */
  private static final class Laying {
    private final SchemaFacts from;
    private final SchemaFacts schema;
    private final Map<String, Item> had;
    private final Map<String, Item> described;
    private final Set<String> tracked;
    private final TreeMap<FactKey, Fact> objects;
    private final Map<FactKey, Set<FactKey>> needs;
    private final List<String> kept = new ArrayList<>();

    Laying(SchemaFacts from, SchemaFacts schema, SchemaFacts tracked) {
      this.from = from;
      this.schema = schema;
      this.had = Inventory.of(from).told();
      this.described = Inventory.of(schema).told();
      this.tracked = Inventory.of(tracked).told().keySet();
      this.objects = new TreeMap<>(from.objects());
      this.needs = new HashMap<>(from.needs());
    }

    SchemaGoal goal() {
      described.forEach(
          (key, item) -> {
            Item there = had.get(key);
            if (there == null) {
              add(item.fact());
            } else {
              change(there.fact(), item.fact());
            }
          });
      had.forEach(
          (key, item) -> {
            if (!described.containsKey(key)) {
              takeAway(key, item.fact());
            }
          });
      return new SchemaGoal(
          from,
          new SchemaFacts(from.serverVersion(), objects, needs, from.stamp()),
          kept,
          List.of());
    }

    private void add(Fact fact) {
      put(fact);
      FactKey key = fact.key();
      for (Fact other : schema.all()) {
        boolean ofTable =
            key.kind() == FactKind.TABLE
                && other.key().schema().equals(key.schema())
                && (other.key().of().equals(key.name())
                    || other.textOf("table").equals(key.name()));
        boolean ofConstraint =
            key.kind() == FactKind.CONSTRAINT
                && other.kind() == FactKind.INDEX
                && other.key().schema().equals(key.schema())
                && other.textOf("constraint").equals(key.name());
        boolean counter =
            other.kind() == FactKind.SEQUENCE && schema.needsOf(key).contains(other.key());
        if (ofTable || ofConstraint || counter) {
          put(other);
        }
      }
    }

    private void put(Fact fact) {
      objects.put(fact.key(), fact);
      Set<FactKey> needed = schema.needsOf(fact.key());
      if (!needed.isEmpty()) {
        needs.put(fact.key(), needed);
      }
    }

    private void change(Fact there, Fact wanted) {
      if (there.kind() == FactKind.COLUMN && !Form.ofColumn(there).equals(Form.ofColumn(wanted))) {
        TreeMap<String, Object> properties = new TreeMap<>(there.properties());
        for (String told : List.of("type", "notNull", "default", "identity")) {
          properties.remove(told);
          Object value = wanted.properties().get(told);
          if (value != null) {
            properties.put(told, value);
          }
        }
        objects.put(there.key(), new Fact(there.key(), properties));
        needs.put(there.key(), schema.needsOf(wanted.key()));
      } else if (there.kind() == FactKind.ENUM) {
        Set<String> labels = new LinkedHashSet<>(there.texts("labels"));
        labels.addAll(wanted.texts("labels"));
        TreeMap<String, Object> properties = new TreeMap<>(there.properties());
        properties.put("labels", List.copyOf(labels));
        objects.put(there.key(), new Fact(there.key(), properties));
      }
    }

    private void takeAway(String key, Fact fact) {
      if (fact.key().name().equals("_prisma_migrations")
          || fact.key().of().equals("_prisma_migrations")
          || fact.textOf("table").equals("_prisma_migrations")) {
        return;
      }
      if (!tracked.contains(key)) {
        kept.add(fact.key().words());
        return;
      }
      objects.remove(fact.key());
      needs.remove(fact.key());
      String constraint = fact.text("constraint");
      if (constraint != null) {
        objects.remove(
            FactKey.part(
                FactKind.CONSTRAINT, fact.key().schema(), fact.textOf("table"), constraint));
      }
      if (fact.kind() == FactKind.TABLE || fact.kind() == FactKind.CONSTRAINT) {
        objects
            .values()
            .removeIf(
                other ->
                    other.key().schema().equals(fact.key().schema())
                        && (fact.kind() == FactKind.TABLE
                            ? other.key().of().equals(fact.key().name())
                                || other.textOf("table").equals(fact.key().name())
                            : other.kind() == FactKind.INDEX
                                && other.textOf("constraint").equals(fact.key().name())));
      }
    }
  }
}
