package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Columns that hold rows of a table which is made anew: they move over to the new row type. */
final class RowTypes {
  private RowTypes() {}

  /** Whether a column holds rows of a table, or lists of them. */
  static boolean isOf(Fact column, FactKey table) {
    String type = column.textOf("type");
    String row = Sql.qualified(table);
    return !column.is("view") && (type.equals(row) || type.equals(row + "[]"));
  }

  /** The columns of other tables that hold rows of this one, as they will be. */
  static List<Fact> columns(Schema before, Schema after, Rebuilds rebuilds, FactKey table) {
    List<Fact> columns = new ArrayList<>();
    for (FactKey key : new TreeSet<>(before.dependents(table))) {
      Fact was = key.kind() == FactKind.COLUMN ? before.find(key) : null;
      Fact is = after.find(key);
      FactKey whole = was == null ? null : before.whole(was);
      boolean stays = whole != null && !rebuilds.contains(whole);
      if (was != null && is != null && stays && isOf(was, table) && isOf(is, table)) {
        columns.add(is);
      }
    }
    return columns;
  }

  /** Moves the columns over; none where the rows themselves change, which nothing here can do. */
  static List<String> moves(Schema before, Schema after, Rebuilds rebuilds, FactKey table) {
    List<String> sql = new ArrayList<>();
    if (Unalterable.names(before, table).equals(Unalterable.names(after, table))) {
      columns(before, after, rebuilds, table).stream()
          .filter(column -> !column.is("inherited"))
          .forEach(column -> sql.add(move(column)));
    }
    return sql;
  }

  private static String move(Fact column) {
    String name = Sql.name(column.key().name());
    String type = column.textOf("type");
    return "ALTER TABLE "
        + Sql.owner(column.key())
        + " ALTER COLUMN "
        + name
        + " TYPE "
        + type
        + " USING "
        + name
        + "::text::"
        + type;
  }
}
