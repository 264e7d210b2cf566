package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The statements by which a table makes room, and by which its rows come home. */
final class RebuildSql {
  private final Schema before;
  private final Schema after;
  private final Fates fates;

  RebuildSql(Schema before, Schema after, Fates fates) {
    this.before = before;
    this.after = after;
    this.fates = fates;
  }

  private String aside(FactKey table) {
    return Sql.qualified(fates.rebuilds().place(table), table.name());
  }

  /** Makes room: the table's name, and those of its indexes and sequences, are free then. */
  void away(FactKey table, Action action) {
    String name = Sql.qualified(table);
    if (!fates.rebuilds().isKept(table)) {
      action.add("DROP TABLE " + name);
      return;
    }
    strip(table, action);
    Fact was = before.find(table);
    if (was != null && was.text("ofType") != null) {
      action.add("ALTER TABLE " + name + " NOT OF");
    }
    String place = Sql.name(fates.rebuilds().place(table));
    action.add("CREATE SCHEMA " + place);
    action.add("ALTER TABLE " + name + " SET SCHEMA " + place);
  }

  /** What is made of something that changes must not be there while it does. */
  private void strip(FactKey table, Action action) {
    for (FactKind kind :
        List.of(FactKind.TRIGGER, FactKind.RULE, FactKind.POLICY, FactKind.CONSTRAINT)) {
      before.parts(kind, table).forEach(part -> strip(part, action));
    }
    before.indexes(table).forEach(index -> strip(index, action));
    before.columns(table).forEach(column -> stripColumn(column, action));
    for (FactKey part : before.children(table)) {
      if (fates.rebuilds().withRowsOf(part) != null) {
        strip(part, action);
      }
    }
  }

  private void strip(Fact part, Action action) {
    boolean foreignKey = part.text("references") != null;
    FactKey table = before.whole(part);
    boolean along = table != null && fates.rebuilds().withRowsOf(table) != null;
    boolean fromAbove =
        part.is("inherited") && (along || part.kind() == FactKind.TRIGGER)
            || along && part.text("parent") != null;
    if (foreignKey || fromAbove || part.text("constraint") != null || !needsWhatMoves(part)) {
      return;
    }
    if (part.kind() == FactKind.CONSTRAINT) {
      action.add(
          "ALTER TABLE "
              + Sql.owner(part.key())
              + " DROP CONSTRAINT "
              + Sql.name(part.key().name()));
    } else {
      action.add("DROP " + ObjectTerms.of(part));
    }
  }

  private void stripColumn(Fact column, Action action) {
    String alter = "ALTER TABLE " + Sql.owner(column.key());
    String name = Sql.name(column.key().name());
    Fact is = after.find(column.key());
    if (!needsWhatMoves(column)) {
      return;
    }
    if (column.text("default") != null) {
      action.add(alter + " ALTER COLUMN " + name + " DROP DEFAULT");
    } else if (column.text("generated") != null && !column.is("inherited")) {
      boolean computed = is == null || is.text("generated") != null;
      action.add(
          computed
              ? alter + " DROP COLUMN " + name
              : alter + " ALTER COLUMN " + name + " DROP EXPRESSION");
    }
  }

  private boolean needsWhatMoves(Fact part) {
    FactKey table = before.whole(part);
    for (FactKey need : before.needs(part)) {
      Fact needed = before.find(need);
      boolean own = need.equals(table) || needed != null && table != null && isOf(needed, table);
      if (!own && (fates.of(need) != Fate.KEPT || fates.isReplaced(need))) {
        return true;
      }
    }
    return false;
  }

  private boolean isOf(Fact part, FactKey table) {
    return table.equals(before.whole(part));
  }

  /** Brings the rows home, and lets the old table go. */
  void home(FactKey table, Action action) {
    Rebuilds rebuilds = fates.rebuilds();
    Fact was = before.find(table);
    if (was == null || !rebuilds.isKept(table)) {
      return;
    }
    String old = aside(table);
    if (rebuilds.hasRows(table)) {
      if (was.is("rowSecurity")) {
        // Policies hide rows, from an owner too.
        action.add("ALTER TABLE " + old + " DISABLE ROW LEVEL SECURITY");
      }
      if (!Decorations.mayRead(was)) {
        action.add("GRANT SELECT ON " + old + " TO CURRENT_USER");
      }
      computed(table, old, action);
      copy(was, old, action);
      numbersOfRows(table, action);
    }
    numbers(table, action);
    action.addAll(RowTypes.moves(before, after, rebuilds, table));
    action.addLosing("DROP TABLE " + old, lost(table));
    action.add("DROP SCHEMA " + Sql.name(rebuilds.place(table)));
  }

  private void computed(FactKey table, String old, Action action) {
    for (Fact column : after.columns(table)) {
      Fact stored = before.find(column.key());
      if (stored != null && Computed.becomes(stored, column)) {
        action.addAll(Computed.guard(old, column));
      }
    }
  }

  private void copy(Fact was, String old, Action action) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    TreeSet<String> losses = new TreeSet<>();
    boolean identity = false;
    for (Fact column : after.columns(was.key())) {
      Fact source = before.find(column.key());
      if (source != null && column.text("generated") == null) {
        names.add(Sql.name(column.key().name()));
        values.add(value(source, column, losses));
        identity |= column.text("identity") != null;
      }
    }
    String into = "INSERT INTO " + Sql.qualified(was.key());
    action.addLosing(
        into
            + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
            + (identity ? " OVERRIDING SYSTEM VALUE" : "")
            + (values.isEmpty() ? " SELECT" : " SELECT " + String.join(", ", values))
            + (was.text("partitionedBy") == null ? " FROM ONLY " : " FROM ")
            + old,
        losses.isEmpty() ? null : String.join("; ", losses));
  }

  private String value(Fact was, Fact is, TreeSet<String> losses) {
    String name = Sql.name(is.key().name());
    for (FactKey type : before.facts().needsOf(is.key())) {
      Fact old = before.find(type);
      Fact with = after.find(fates.becomes(type));
      if (old != null && with != null && fates.isReplaced(type)) {
        String loss = TypeReplacement.loss(old, with);
        if (loss != null) {
          losses.add(type.words() + ": " + loss);
        }
        return TypeReplacement.value(is, old, with);
      }
    }
    if (!ColumnAlterations.changesType(was, is)) {
      return name;
    }
    String loss = Casts.loss(was.textOf("type"), is.textOf("type"));
    if (loss != null) {
      losses.add(is.key().words() + ": " + loss);
    }
    String using = Casts.using(was.textOf("type"), is.textOf("type"), name);
    return using.isEmpty() ? name : using;
  }

  /** Columns that count on their own go on with the next number. */
  private void numbers(FactKey table, Action action) {
    for (Fact column : after.columns(table)) {
      Fact was = before.find(column.key());
      SortedMap<String, Object> is = column.map("sequence");
      if (was != null && !is.isEmpty() && !was.map("sequence").isEmpty()) {
        String name = String.valueOf(was.map("sequence").get("name"));
        action.add(
            "SELECT pg_catalog.setval("
                + Sql.literal(Sql.qualified(table.schema(), String.valueOf(is.get("name"))))
                + ", least(greatest(last_value, "
                + is.get("min")
                + "), "
                + is.get("max")
                + "), is_called) FROM "
                + Sql.qualified(fates.rebuilds().place(table), name));
      }
    }
  }

  /** Columns that begin to count begin after what their rows have. */
  private void numbersOfRows(FactKey table, Action action) {
    for (Fact column : after.columns(table)) {
      Fact was = before.find(column.key());
      if (was != null && was.map("sequence").isEmpty() && !column.map("sequence").isEmpty()) {
        action.add(SequenceSql.beyondRows(column));
      }
    }
  }

  private @Nullable String lost(FactKey table) {
    List<String> gone = new ArrayList<>();
    for (Fact column : before.columns(table)) {
      if (after.find(column.key()) == null && column.text("generated") == null) {
        gone.add(column.key().words());
      }
    }
    return gone.isEmpty() || !fates.rebuilds().hasRows(table)
        ? null
        : "drops every value of " + String.join(", ", gone);
  }
}
