package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/** The statements that make one column like another of the same name. */
final class ColumnAlterations {
  private final Fact before;
  private final Fact after;
  private final boolean release;
  private final String owner;
  private final String table;
  private final String column;
  private final String alter;

  /**
   * @param release whether what the default needs goes away for a while, so that it must be dropped
   *     and set again though it stays
   * @param owner of the table; empty for who runs the script
   */
  ColumnAlterations(Fact before, Fact after, boolean release, String owner) {
    this.before = before;
    this.after = after;
    this.release = release;
    this.owner = owner;
    this.table = Sql.owner(after.key());
    this.column = Sql.name(after.key().name());
    this.alter = "ALTER TABLE " + table + " ALTER COLUMN " + column;
  }

  /** Whether the column's type or collation becomes another. */
  static boolean changesType(Fact before, Fact after) {
    return !before.textOf("type").equals(after.textOf("type"))
        || !before.textOf("collation").equals(after.textOf("collation"));
  }

  /** Whether the column will be computed, and was not in the same way. */
  static boolean changesExpression(Fact before, Fact after) {
    return after.text("generated") != null
        && (!before.textOf("generated").equals(after.textOf("generated"))
            || before.is("virtual") != after.is("virtual"));
  }

  /**
   * Whether a column counts with a sequence of its own; since 17 parts count with their table's.
   */
  private static boolean counts(Fact column) {
    return !column.map("sequence").isEmpty();
  }

  private boolean dropsDefault() {
    return before.text("default") != null
        && (release
            || changesType(before, after)
            || after.text("default") == null
            || after.text("identity") != null);
  }

  /** What must be gone before other objects can be dropped. */
  List<String> before() {
    List<String> sql = new ArrayList<>();
    if (dropsDefault()) {
      sql.add(alter + " DROP DEFAULT");
    }
    if (counts(before) && !counts(after)) {
      sql.add(alter + " DROP IDENTITY");
    }
    if (before.text("generated") != null && after.text("generated") == null) {
      sql.add(alter + " DROP EXPRESSION");
    }
    return sql;
  }

  /** Everything else. */
  List<String> then() {
    List<String> sql = new ArrayList<>();
    if (changesType(before, after)) {
      sql.add(alter + " TYPE " + type());
    }
    boolean absent = before.text("default") == null || dropsDefault();
    boolean differs = !before.textOf("default").equals(after.textOf("default"));
    if (after.text("default") != null && (absent || differs)) {
      sql.add(alter + " SET DEFAULT " + after.text("default"));
    }
    if (before.is("notNull") != after.is("notNull")) {
      sql.add(alter + (after.is("notNull") ? " SET NOT NULL" : " DROP NOT NULL"));
    }
    identity(sql);
    storage(sql);
    sql.addAll(Decorations.between(before, after, owner));
    return sql;
  }

  private String type() {
    String words = after.text("type") + collation();
    String using = Casts.using(before.textOf("type"), after.textOf("type"), column);
    return using.isEmpty() ? words : words + " USING " + using;
  }

  private String collation() {
    if (after.text("collation") != null) {
      return " COLLATE " + after.text("collation");
    }
    return "";
  }

  private void identity(List<String> sql) {
    if (!counts(after)) {
      return;
    }
    Fact behind = SequenceSql.behind(after);
    if (!counts(before)) {
      sql.add(alter + " ADD " + Columns.identity(after));
      // So that the next value is none that a row has.
      sql.add(SequenceSql.beyondRows(after));
      if (behind != null) {
        sql.addAll(SequenceSql.persistence(null, behind));
        sql.addAll(Decorations.between(null, behind));
      }
      return;
    }
    SortedMap<String, Object> was = before.map("sequence");
    SortedMap<String, Object> is = after.map("sequence");
    if (!Objects.equals(was.get("name"), is.get("name"))) {
      sql.add(
          "ALTER SEQUENCE "
              + sequence(before)
              + " RENAME TO "
              + Sql.name(String.valueOf(is.get("name"))));
    }
    if (!before.textOf("identity").equals(after.textOf("identity"))) {
      sql.add(alter + " SET GENERATED " + after.text("identity"));
    }
    if (behind != null) {
      sql.addAll(SequenceSql.persistence(SequenceSql.behind(before), behind));
      sql.addAll(Decorations.between(SequenceSql.behind(before), behind));
    }
    for (String other : List.of("name", "comment", "privileges", "unlogged", "logged")) {
      was.remove(other);
      is.remove(other);
    }
    if (!was.equals(is)) {
      SequenceSql.options(sequence(after), "", was, is, sql);
    }
  }

  /** SET STORAGE DEFAULT came with PostgreSQL 16. */
  private String usualStorage() {
    String type = after.textOf("type");
    return type.startsWith("numeric") || type.equals("inet") || type.equals("cidr")
        ? "MAIN"
        : "EXTENDED";
  }

  private static String sequence(Fact column) {
    return Sql.qualified(column.key().schema(), String.valueOf(column.map("sequence").get("name")));
  }

  private void storage(List<String> sql) {
    String only = "ALTER TABLE ONLY " + table + " ALTER COLUMN " + column;
    if (!Objects.equals(before.text("storage"), after.text("storage"))) {
      String storage = after.text("storage");
      sql.add(only + " SET STORAGE " + (storage == null ? usualStorage() : storage));
    }
    if (!Objects.equals(before.text("statistics"), after.text("statistics"))) {
      sql.add(
          only
              + " SET STATISTICS "
              + (after.text("statistics") == null ? "-1" : after.text("statistics")));
    }
    if (!Objects.equals(before.text("compression"), after.text("compression"))) {
      String method = after.text("compression");
      sql.add(only + " SET COMPRESSION " + (method == null ? "default" : method));
    }
    TableAlterations.parameters(before.texts("options"), after.texts("options"), only, sql);
    String foreign = TableAlterations.foreignOptions(before, after);
    if (!foreign.isEmpty()) {
      sql.add(
          "ALTER FOREIGN TABLE "
              + table
              + " ALTER COLUMN "
              + column
              + " OPTIONS ("
              + foreign
              + ")");
    }
  }
}
