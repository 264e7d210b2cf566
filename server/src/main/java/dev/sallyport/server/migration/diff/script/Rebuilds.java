package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tables that stay and that no ALTER makes what they should be. Each steps aside, is made as if
 * it were new, is given the rows, and only then does the old one go.
 */
final class Rebuilds {
  /** Bytes of a name that leave room for what marks it. */
  private static final int ROOM = 45;

  private final Schema before;
  private final Schema after;
  private final Set<FactKey> tables = new LinkedHashSet<>();
  private final Map<FactKey, FactKey> takenAlong = new HashMap<>();
  private final Map<FactKey, String> places = new HashMap<>();

  /**
   * @param replaced whether a type is replaced by another of its name
   */
  Rebuilds(Schema before, Schema after, Predicate<FactKey> replaced) {
    this.before = before;
    this.after = after;
    List<FactKey> both = new ArrayList<>();
    for (Fact table : after.facts().of(FactKind.TABLE)) {
      if (before.find(table.key()) != null) {
        both.add(table.key());
      }
    }
    Unalterable unalterable = new Unalterable(before, after, replaced, tables);
    int known = -1;
    while (known < tables.size()) {
      // The heirs of a table that is made anew may have to follow it.
      known = tables.size();
      both.stream().filter(unalterable::test).forEach(tables::add);
    }
    Set<String> taken = new HashSet<>();
    for (FactKey table : tables) {
      takeAlong(table, table);
      places.put(table, place(table, taken));
    }
  }

  /** The parts that go have their rows in a table that stays. */
  private void takeAlong(FactKey table, FactKey whole) {
    for (FactKey part : before.children(whole)) {
      Fact was = before.find(part);
      boolean goes = part.kind() == FactKind.TABLE && after.find(part) == null;
      if (goes && was != null && was.text("bound") != null) {
        takenAlong.put(part, table);
        takeAlong(table, part);
      }
    }
  }

  private String place(FactKey table, Set<String> taken) {
    String name = table.name();
    int length = name.length();
    while (name.substring(0, length).getBytes(java.nio.charset.StandardCharsets.UTF_8).length
        > ROOM) {
      length = name.offsetByCodePoints(length, -1);
    }
    String place = name.substring(0, length) + "__rebuilt";
    for (int number = 2; isSchema(place) || !taken.add(place); number++) {
      place = name.substring(0, length) + "__rebuilt" + number;
    }
    return place;
  }

  private boolean isSchema(String name) {
    FactKey key = FactKey.of(FactKind.SCHEMA, "", name);
    return before.find(key) != null || after.find(key) != null;
  }

  Set<FactKey> tables() {
    return tables;
  }

  boolean contains(FactKey table) {
    return tables.contains(table);
  }

  /** The table whose rows are in a part that goes; null where the part goes with its rows. */
  @Nullable FactKey withRowsOf(FactKey part) {
    return takenAlong.get(part);
  }

  /** Whether the old table holds rows, of its own or in parts that go. */
  boolean hasRows(FactKey table) {
    Fact was = before.find(table);
    return was != null && was.text("partitionedBy") == null || takenAlong.containsValue(table);
  }

  /** Whether the old table is needed after it made room: for its rows, or for the next number. */
  boolean isKept(FactKey table) {
    return hasRows(table)
        || before.columns(table).stream().anyMatch(column -> !column.map("sequence").isEmpty());
  }

  /** The schema in which the old table waits. */
  String place(FactKey table) {
    return places.getOrDefault(table, "");
  }

  /** Whether an index or its key stands alone while the table above is made anew. */
  boolean keepsIndex(FactKey source, Fact dependent) {
    FactKey table = before.whole(dependent);
    Fact part = table == null ? null : before.find(table);
    return isIndex(source.kind())
        && isIndex(dependent.kind())
        && dependent.text("references") == null
        && part != null
        && !source.equals(Companions.constraintOf(dependent))
        && !tables.contains(table)
        && before.parents(part).stream().anyMatch(tables::contains);
  }

  /** Whether an index or key of a part has another above it, made when the rows are home. */
  boolean isIndexAbove(Schema schema, FactKey above, Fact index) {
    Fact needed = isIndex(above.kind()) && isIndex(index.kind()) ? schema.find(above) : null;
    FactKey table = needed == null ? null : schema.whole(needed);
    return table != null
        && index.text("references") == null
        && tables.contains(table)
        && !table.equals(schema.whole(index));
  }

  private static boolean isIndex(FactKind kind) {
    return kind == FactKind.INDEX || kind == FactKind.CONSTRAINT;
  }

  /** The parts of a table, and theirs, as they will be. */
  List<FactKey> parts(FactKey table) {
    List<FactKey> parts = new ArrayList<>();
    Fact is = after.find(table);
    if (is != null && is.text("partitionedBy") != null) {
      for (FactKey part : after.children(table)) {
        parts.add(part);
        parts.addAll(parts(part));
      }
    }
    return parts;
  }

  /** What is made again with these tables: all that is a part of them and stays. */
  Set<FactKey> withParts() {
    Set<FactKey> all = new LinkedHashSet<>(tables);
    for (FactKey table : tables) {
      for (FactKind kind : FactKind.values()) {
        if (kind.isPart()) {
          before.parts(kind, table).forEach(part -> all.add(part.key()));
        }
      }
      before.indexes(table).forEach(index -> all.add(index.key()));
      clones(table, all);
      if (hasRows(table)) {
        // None of them may act on a row that only moves.
        parts(table).forEach(part -> acting(part, all));
      }
    }
    all.removeIf(key -> before.find(key) == null || after.find(key) == null);
    return all;
  }

  /** Triggers, and foreign keys that would be checked when the script is committed. */
  private void acting(FactKey part, Set<FactKey> all) {
    before.parts(FactKind.TRIGGER, part).forEach(trigger -> all.add(trigger.key()));
    before.parts(FactKind.CONSTRAINT, part).stream()
        .filter(key -> key.text("references") != null && !key.is("inherited"))
        .filter(key -> key.textOf("definition").contains(" DEFERRABLE"))
        .forEach(key -> all.add(key.key()));
  }

  /** The triggers that parts have from a table. */
  private void clones(FactKey table, Set<FactKey> all) {
    for (FactKey part : before.children(table)) {
      before.parts(FactKind.TRIGGER, part).stream()
          .filter(trigger -> trigger.is("inherited"))
          .forEach(trigger -> all.add(trigger.key()));
      clones(part, all);
    }
  }
}
