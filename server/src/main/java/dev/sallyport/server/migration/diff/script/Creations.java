package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements that make an object with everything it has. */
final class Creations {
  private final Schema before;
  private final Schema schema;

  /**
   * @param before the database as it is while they are made
   * @param schema the database in which the objects are
   */
  Creations(Schema before, Schema schema) {
    this.before = before;
    this.schema = schema;
  }

  List<String> of(Fact fact) {
    List<String> sql = new ArrayList<>();
    if (fact.kind() == FactKind.COLUMN) {
      sql.add("ALTER TABLE " + Sql.owner(fact.key()) + " ADD COLUMN " + Columns.definition(fact));
      sql.addAll(Columns.finish(fact));
      sql.addAll(sequence(fact));
      return sql;
    }
    sql.addAll(DefaultPrivileges.aside(before, fact, false));
    if (fact.kind() == FactKind.FUNCTION || fact.kind() == FactKind.PROCEDURE) {
      sql.addAll(Routines.replace(fact));
    } else {
      sql.add(statement(fact));
    }
    sql.addAll(DefaultPrivileges.aside(before, fact, true));
    if (fact.kind() == FactKind.TABLE || fact.kind() == FactKind.FOREIGN_TABLE) {
      if (fact.kind() == FactKind.FOREIGN_TABLE) {
        sql.addAll(TableSql.finish(fact));
      }
      schema.columns(fact.key()).stream()
          .filter(column -> TableSql.comesFromParent(fact, column))
          .forEach(column -> sql.addAll(Heirs.differing(schema, fact, column)));
      for (Fact column : schema.columns(fact.key())) {
        sql.addAll(Columns.finish(column));
        sql.addAll(sequence(column));
      }
    } else if (fact.kind().hasColumns()) {
      boolean materialized = fact.kind() == FactKind.MATERIALIZED_VIEW;
      schema
          .columns(fact.key())
          .forEach(column -> sql.addAll(Columns.finishOfView(column, materialized)));
    }
    if (fact.kind() != FactKind.TABLE) {
      sql.addAll(finish(fact));
    }
    return sql;
  }

  /** What an object has beyond its definition; a table has it once its rows are there. */
  List<String> finish(Fact fact) {
    List<String> sql = new ArrayList<>();
    if (fact.kind() == FactKind.TABLE) {
      sql.addAll(TableSql.finish(fact));
    }
    sql.addAll(Alterations.afterCreation(fact));
    sql.addAll(Decorations.between(null, fact));
    sql.addAll(DefaultPrivileges.putRight(before, fact));
    return sql;
  }

  private Set<String> sequence(Fact column) {
    Fact behind = SequenceSql.behind(column);
    return behind == null ? Set.of() : DefaultPrivileges.putRight(before, behind);
  }

  private String statement(Fact fact) {
    String name = Sql.qualified(fact.key());
    return switch (fact.kind()) {
      case SCHEMA -> "CREATE SCHEMA " + name;
      case EXTENSION ->
          "CREATE EXTENSION IF NOT EXISTS "
              + name
              + " WITH SCHEMA "
              + Sql.name(fact.textOf("schema"));
      case ENUM ->
          "CREATE TYPE "
              + name
              + " AS ENUM ("
              + fact.texts("labels").stream().map(Sql::literal).collect(Collectors.joining(", "))
              + ")";
      case DOMAIN -> domain(fact, name);
      case COMPOSITE_TYPE -> "CREATE TYPE " + name + " AS (" + TypeSql.attributes(fact) + ")";
      case RANGE_TYPE -> TypeSql.range(fact, name);
      case SEQUENCE -> sequence(fact, name);
      case TABLE, FOREIGN_TABLE -> table(fact);
      case VIEW ->
          "CREATE VIEW " + name + Values.names(fact) + with(fact) + " AS\n" + Values.query(fact);
      case MATERIALIZED_VIEW ->
          "CREATE MATERIALIZED VIEW "
              + name
              + Values.names(fact)
              + (fact.text("accessMethod") == null ? "" : " USING " + fact.text("accessMethod"))
              + with(fact)
              + (fact.text("tablespace") == null
                  ? ""
                  : " TABLESPACE " + Sql.name(fact.textOf("tablespace")))
              + " AS\n"
              + Values.query(fact);
      case CONSTRAINT -> constraint(fact);
      case POLICY -> TableSql.policy(fact);
      case PUBLICATION -> Publications.create(fact);
      case FOREIGN_DATA_WRAPPER, SERVER, USER_MAPPING -> ForeignSql.create(fact);
      case TEXT_SEARCH_CONFIGURATION ->
          "CREATE TEXT SEARCH CONFIGURATION " + name + " (PARSER = " + fact.text("parser") + ")";
      case INDEX,
          STATISTICS,
          FUNCTION,
          PROCEDURE,
          AGGREGATE,
          BASE_TYPE,
          LANGUAGE,
          TRIGGER,
          RULE,
          EVENT_TRIGGER,
          OPERATOR,
          OPERATOR_FAMILY,
          OPERATOR_CLASS,
          CAST,
          ACCESS_METHOD,
          TEXT_SEARCH_PARSER,
          TEXT_SEARCH_TEMPLATE,
          TEXT_SEARCH_DICTIONARY,
          CONVERSION,
          COLLATION ->
          Sql.body(fact.textOf("definition"));
      case COLUMN, DEFAULT_PRIVILEGES, UNMODELLED ->
          throw new IllegalArgumentException(fact.key().words());
    };
  }

  private String table(Fact fact) {
    List<String> inside = new ArrayList<>();
    schema.columns(fact.key()).stream()
        .sorted(Comparator.comparing(column -> column.number("order")))
        .filter(column -> !TableSql.comesFromParent(fact, column))
        .forEach(column -> inside.add(Columns.definition(column)));
    // A partition must have its parent's checks before it is attached.
    if (fact.text("bound") != null) {
      schema.parts(FactKind.CONSTRAINT, fact.key()).stream()
          .filter(part -> part.is("inherited") && part.textOf("type").equals("CHECK"))
          .forEach(
              part ->
                  inside.add(
                      "CONSTRAINT " + Sql.name(part.key().name()) + " " + part.text("definition")));
    }
    return TableSql.create(fact, inside);
  }

  private static String constraint(Fact fact) {
    String table = Sql.owner(fact.key());
    String name = Sql.name(fact.key().name());
    if (fact.is("domain")) {
      return "ALTER DOMAIN " + table + " ADD CONSTRAINT " + name + " " + fact.text("definition");
    }
    boolean only =
        fact.textOf("type").equals("PRIMARY KEY") || fact.textOf("type").equals("UNIQUE");
    return "ALTER TABLE "
        + (only ? "ONLY " : "")
        + table
        + " ADD CONSTRAINT "
        + name
        + " "
        + fact.text("definition");
  }

  private static String domain(Fact fact, String name) {
    return "CREATE DOMAIN "
        + name
        + " AS "
        + fact.text("type")
        + (fact.text("collation") == null ? "" : " COLLATE " + fact.text("collation"))
        + (fact.text("default") == null ? "" : " DEFAULT " + fact.text("default"))
        + (fact.is("notNull") ? " NOT NULL" : "");
  }

  private String sequence(Fact fact, String name) {
    boolean unlogged = SequenceSql.isUnlogged(schema, fact);
    return (unlogged ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ")
        + name
        + (fact.text("type") == null ? "" : " AS " + fact.text("type"))
        + Columns.sequenceOptions(fact.properties());
  }

  private static String with(Fact view) {
    List<String> options = view.texts("options");
    return options.isEmpty() ? "" : " WITH (" + Sql.parameters(options) + ")";
  }
}
