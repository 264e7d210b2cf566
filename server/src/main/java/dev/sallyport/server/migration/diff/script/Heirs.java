package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a new heir or part has otherwise than its parents gave it. */
final class Heirs {
  private Heirs() {}

  /** The statements for one inherited column; its default and whether it may be null. */
  static List<String> differing(Schema schema, Fact heir, Fact column) {
    List<String> defaults = new ArrayList<>();
    boolean notNull = false;
    for (String written : heir.texts("parents")) {
      FactKey parent = schema.relation(written);
      Fact above =
          parent == null
              ? null
              : schema.find(
                  FactKey.part(
                      FactKind.COLUMN, parent.schema(), parent.name(), column.key().name()));
      if (above != null) {
        notNull |= above.is("notNull");
        if (above.text("default") != null) {
          defaults.add(above.textOf("default"));
        }
      }
    }
    String alter =
        "ALTER TABLE ONLY "
            + Sql.owner(column.key())
            + " ALTER COLUMN "
            + Sql.name(column.key().name());
    List<String> sql = new ArrayList<>();
    String given = defaults.isEmpty() ? null : defaults.get(0);
    String own = column.text("default");
    if (column.text("generated") == null && !Objects.equals(given, own)) {
      sql.add(alter + (own == null ? " DROP DEFAULT" : " SET DEFAULT " + own));
    }
    if (column.is("notNull") && !notNull) {
      sql.add(alter + " SET NOT NULL");
    }
    return sql;
  }

  /** Whether a column goes from a table, and stays in one that has it from there. */
  static boolean keep(Schema before, Schema after, Fact column) {
    FactKey table = before.whole(column);
    Fact whole = table == null ? null : before.find(table);
    if (table == null || whole == null || whole.text("partitionedBy") != null) {
      return false;
    }
    return before.children(table).stream()
        .map(heir -> before.find(sameOf(heir, column)))
        .anyMatch(
            below ->
                below != null
                    && below.is("inherited")
                    && (after.find(below.key()) != null || keep(before, after, below)));
  }

  /** The columns of a name above an inherited one. */
  static List<FactKey> above(Schema schema, Fact column) {
    FactKey table = column.is("inherited") ? schema.whole(column) : null;
    Fact heir = table == null ? null : schema.find(table);
    return heir == null
        ? List.of()
        : schema.parents(heir).stream().map(parent -> sameOf(parent, column)).toList();
  }

  private static FactKey sameOf(FactKey table, Fact column) {
    return FactKey.part(FactKind.COLUMN, table.schema(), table.name(), column.key().name());
  }

  /** What is done to the columns above an inherited one, and so to it. */
  static List<Action> alterations(Schema schema, Actions actions, Fact column) {
    List<Action> found = new ArrayList<>();
    FactKey table = column.is("inherited") ? schema.whole(column) : null;
    Fact heir = table == null ? null : schema.find(table);
    if (heir != null) {
      for (FactKey parent : schema.parents(heir)) {
        FactKey key =
            FactKey.part(FactKind.COLUMN, parent.schema(), parent.name(), column.key().name());
        Action alter = actions.find(Action.Step.ALTER, key);
        Fact above = schema.find(key);
        if (alter != null) {
          found.add(alter);
        }
        if (above != null) {
          found.addAll(alterations(schema, actions, above));
        }
      }
    }
    return found;
  }

  /** Whether the trigger that a part has from its table fires, where it is not as the table's. */
  static List<String> enabled(Schema schema, Fact trigger) {
    FactKey part = trigger.kind() == FactKind.TRIGGER ? schema.whole(trigger) : null;
    Fact table = part == null ? null : schema.find(part);
    if (table == null) {
      return List.of();
    }
    for (FactKey parent : schema.parents(table)) {
      Fact above =
          schema.find(
              FactKey.part(FactKind.TRIGGER, parent.schema(), parent.name(), trigger.key().name()));
      if (above != null && !Objects.equals(above.text("enabled"), trigger.text("enabled"))) {
        return List.of(Alterations.enabled(trigger));
      }
    }
    return List.of();
  }

  /** What must be there before such a trigger can be spoken of: the part's place, the trigger. */
  static List<FactKey> needs(Schema schema, Fact trigger) {
    List<FactKey> needs = new ArrayList<>();
    FactKey part = schema.whole(trigger);
    Fact table = part == null ? null : schema.find(part);
    if (table != null) {
      needs.add(table.key());
      for (FactKey parent : schema.parents(table)) {
        needs.add(
            FactKey.part(FactKind.TRIGGER, parent.schema(), parent.name(), trigger.key().name()));
      }
    }
    return needs;
  }
}
