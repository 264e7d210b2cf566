package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A column as CREATE TABLE and ADD COLUMN write it, and what only ALTER can say of it. */
final class Columns {
  private Columns() {}

  /** Name, type and constraints. */
  static String definition(Fact column) {
    StringBuilder sql = new StringBuilder(Sql.name(column.key().name()));
    sql.append(' ').append(column.textOf("type"));
    List<String> foreign = column.texts("foreignOptions");
    if (!foreign.isEmpty()) {
      sql.append(" OPTIONS (").append(Sql.options(foreign)).append(')');
    }
    if (column.text("collation") != null) {
      sql.append(" COLLATE ").append(column.text("collation"));
    }
    if (column.text("default") != null) {
      sql.append(" DEFAULT ").append(column.text("default"));
    }
    if (column.text("generated") != null) {
      sql.append(" GENERATED ALWAYS AS (").append(column.text("generated")).append(')');
      sql.append(column.is("virtual") ? " VIRTUAL" : " STORED");
    }
    // A partition has its identity from its parent, and no sequence of its own.
    if (column.text("identity") != null && !column.map("sequence").isEmpty()) {
      sql.append(' ').append(identity(column));
    }
    if (column.is("notNull")) {
      String named = column.text("notNullName");
      sql.append(named == null ? "" : " CONSTRAINT " + Sql.name(named)).append(" NOT NULL");
      sql.append(column.is("notNullNoInherit") ? " NO INHERIT" : "");
    }
    return sql.toString();
  }

  /** {@code GENERATED … AS IDENTITY (…)}. */
  static String identity(Fact column) {
    SortedMap<String, Object> sequence = column.map("sequence");
    return "GENERATED "
        + column.text("identity")
        + " AS IDENTITY (SEQUENCE NAME "
        + Sql.qualified(column.key().schema(), String.valueOf(sequence.get("name")))
        + sequenceOptions(sequence)
        + ")";
  }

  /** Every option of a sequence, each after a space. */
  static String sequenceOptions(Map<String, Object> sequence) {
    StringBuilder sql = new StringBuilder();
    option(sql, " INCREMENT BY ", sequence.get("increment"));
    option(sql, " MINVALUE ", sequence.get("min"));
    option(sql, " MAXVALUE ", sequence.get("max"));
    option(sql, " START WITH ", sequence.get("start"));
    option(sql, " CACHE ", sequence.get("cache"));
    return sql.append(Boolean.TRUE.equals(sequence.get("cycle")) ? " CYCLE" : " NO CYCLE")
        .toString();
  }

  private static void option(
      StringBuilder sql, String words, @org.jspecify.annotations.Nullable Object value) {
    if (value != null) {
      sql.append(words).append(value);
    }
  }

  /** What a column just made still lacks. */
  static List<String> finish(Fact column) {
    List<String> sql = new ArrayList<>();
    String alter =
        "ALTER TABLE ONLY "
            + Sql.owner(column.key())
            + " ALTER COLUMN "
            + Sql.name(column.key().name());
    if (column.text("storage") != null) {
      sql.add(alter + " SET STORAGE " + column.text("storage"));
    }
    if (column.text("statistics") != null) {
      sql.add(alter + " SET STATISTICS " + column.text("statistics"));
    }
    if (column.text("compression") != null) {
      sql.add(alter + " SET COMPRESSION " + column.text("compression"));
    }
    if (!column.texts("options").isEmpty()) {
      sql.add(alter + " SET (" + Sql.parameters(column.texts("options")) + ")");
    }
    sql.addAll(Decorations.between(null, column));
    Fact sequence = SequenceSql.behind(column);
    if (sequence != null) {
      sql.addAll(SequenceSql.persistence(null, sequence));
      sql.addAll(Decorations.between(null, sequence));
    }
    return sql;
  }

  /**
   * From one column of a view to another.
   *
   * @param owner of the view
   */
  static List<String> changesOfView(Fact before, Fact after, boolean materialized, String owner) {
    List<String> sql = new ArrayList<>();
    String alter =
        (materialized ? "ALTER MATERIALIZED VIEW " : "ALTER VIEW ")
            + Sql.owner(after.key())
            + " ALTER COLUMN "
            + Sql.name(after.key().name());
    if (!before.textOf("default").equals(after.textOf("default"))) {
      String value = after.text("default");
      sql.add(alter + (value == null ? " DROP DEFAULT" : " SET DEFAULT " + value));
    }
    if (materialized && !before.textOf("statistics").equals(after.textOf("statistics"))) {
      String target = after.text("statistics");
      sql.add(alter + " SET STATISTICS " + (target == null ? "-1" : target));
    }
    sql.addAll(Decorations.between(before, after, owner));
    return sql;
  }

  /** What a view's column has beyond its definition. */
  static List<String> finishOfView(Fact column, boolean materialized) {
    List<String> sql = new ArrayList<>();
    String alter =
        (materialized ? "ALTER MATERIALIZED VIEW " : "ALTER VIEW ")
            + Sql.owner(column.key())
            + " ALTER COLUMN "
            + Sql.name(column.key().name());
    if (column.text("default") != null) {
      sql.add(alter + " SET DEFAULT " + column.text("default"));
    }
    if (materialized && column.text("statistics") != null) {
      sql.add(alter + " SET STATISTICS " + column.text("statistics"));
    }
    if (materialized && column.text("storage") != null) {
      sql.add(alter + " SET STORAGE " + column.text("storage"));
    }
    if (materialized && column.text("compression") != null) {
      sql.add(alter + " SET COMPRESSION " + column.text("compression"));
    }
    sql.addAll(Decorations.between(null, column));
    return sql;
  }
}
