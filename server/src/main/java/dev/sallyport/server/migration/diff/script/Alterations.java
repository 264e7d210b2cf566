package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The statements that make one object like another of the same name, where PostgreSQL has some.
 * Where it has none, an object is made again, or, if it holds data, the change is refused.
 */
final class Alterations {
  /** What every kind has, and {@link Decorations} takes care of. */
  private static final Set<String> DECORATIONS =
      Set.of("owner", "comment", "privileges", "securityLabels");

  private Alterations() {}

  /** Whether only what {@link Decorations} takes care of differs. */
  static boolean onlyDecorations(Fact before, Fact after) {
    return differing(before, after).isEmpty();
  }

  /** The properties that differ, without decorations. */
  static Set<String> differing(Fact before, Fact after) {
    Set<String> names = new java.util.TreeSet<>(before.properties().keySet());
    names.addAll(after.properties().keySet());
    names.removeIf(
        name ->
            DECORATIONS.contains(name)
                || Fact.same(name, before.properties().get(name), after.properties().get(name)));
    return names;
  }

  /** The statements for an object that stays; decorations come with them. */
  static List<String> of(Fact before, Fact after) {
    List<String> sql = new ArrayList<>();
    Set<String> differing = differing(before, after);
    String name = Sql.qualified(after.key());
    switch (after.kind()) {
      case EXTENSION -> {
        if (differing.contains("schema")) {
          sql.add("ALTER EXTENSION " + name + " SET SCHEMA " + Sql.name(after.textOf("schema")));
        }
      }
      case COMPOSITE_TYPE -> sql.addAll(TypeSql.alter(before, after));
      case SEQUENCE -> SequenceSql.alter(before, after, differing, sql);
      case MATERIALIZED_VIEW -> TableAlterations.storage(before, after, sql);
      case INDEX -> index(before, after, sql);
      case CONSTRAINT -> {
        if (!differing.isEmpty()) {
          sql.add(
              (after.is("domain") ? "ALTER DOMAIN " : "ALTER TABLE ")
                  + Sql.owner(after.key())
                  + " VALIDATE CONSTRAINT "
                  + Sql.name(after.key().name()));
        }
      }
      case FUNCTION, PROCEDURE -> {
        if (!differing.isEmpty()) {
          sql.addAll(Routines.replace(after));
        }
      }
      case TRIGGER, RULE, EVENT_TRIGGER -> {
        if (differing.contains("enabled")) {
          sql.add(enabled(after));
        }
      }
      case STATISTICS -> {
        if (differing.contains("target")) {
          String target = after.text("target");
          sql.add("ALTER STATISTICS " + name + " SET STATISTICS " + (target == null ? -1 : target));
        }
      }
      case TABLE, FOREIGN_TABLE -> sql.addAll(TableAlterations.of(before, after));
      case FOREIGN_DATA_WRAPPER, SERVER, USER_MAPPING ->
          sql.addAll(ForeignSql.alter(before, after));
      case TEXT_SEARCH_CONFIGURATION -> mappings(before, after, sql);
      case DOMAIN -> domain(before, after, differing, sql);
      case BASE_TYPE -> {
        if (before.is("shell") && !after.is("shell")) {
          sql.add(after.textOf("definition"));
        }
      }
      case SCHEMA,
          COLLATION,
          ENUM,
          RANGE_TYPE,
          VIEW,
          COLUMN,
          AGGREGATE,
          LANGUAGE,
          POLICY,
          PUBLICATION,
          DEFAULT_PRIVILEGES,
          OPERATOR,
          OPERATOR_FAMILY,
          OPERATOR_CLASS,
          CAST,
          ACCESS_METHOD,
          TEXT_SEARCH_PARSER,
          TEXT_SEARCH_TEMPLATE,
          TEXT_SEARCH_DICTIONARY,
          CONVERSION,
          UNMODELLED -> {
        // Decorations only: what else differs is made again, or has a way of its own.
      }
    }
    sql.addAll(Decorations.between(before, after));
    return sql;
  }

  /** What an object just made still lacks, beyond its decorations. */
  static List<String> afterCreation(Fact fact) {
    List<String> sql = new ArrayList<>();
    String name = Sql.qualified(fact.key());
    switch (fact.kind()) {
      case TRIGGER, RULE, EVENT_TRIGGER -> {
        if (fact.text("enabled") != null) {
          sql.add(enabled(fact));
        }
      }
      case INDEX -> {
        if (fact.text("tablespace") != null) {
          sql.add("ALTER INDEX " + name + " SET TABLESPACE " + Sql.name(fact.textOf("tablespace")));
        }
        statistics(fact, sql);
        clustered(fact, sql);
      }
      case STATISTICS -> {
        if (fact.text("target") != null) {
          sql.add("ALTER STATISTICS " + name + " SET STATISTICS " + fact.text("target"));
        }
      }
      case TEXT_SEARCH_CONFIGURATION ->
          fact.map("mappings")
              .forEach(
                  (token, dictionaries) ->
                      sql.add(mapping(name, " ADD MAPPING FOR ", token, dictionaries)));
      case COMPOSITE_TYPE -> sql.addAll(TypeSql.comments(null, fact));
      case PUBLICATION -> sql.addAll(Publications.add(fact));
      case OPERATOR_FAMILY -> {
        if (!fact.texts("loose").isEmpty()) {
          sql.add(
              "ALTER OPERATOR FAMILY "
                  + name
                  + " USING "
                  + fact.text("method")
                  + " ADD "
                  + String.join(", ", fact.texts("loose")));
        }
      }
      default -> {
        // Made with everything it has.
      }
    }
    return sql;
  }

  /** Whether it fires, as ALTER says it. */
  static String enabled(Fact fact) {
    String how = fact.text("enabled") == null ? "ENABLE" : fact.textOf("enabled");
    FactKey key = fact.key();
    return switch (fact.kind()) {
      case EVENT_TRIGGER -> "ALTER EVENT TRIGGER " + Sql.name(key.name()) + " " + how;
      case RULE -> "ALTER TABLE " + Sql.owner(key) + " " + how + " RULE " + Sql.name(key.name());
      default -> "ALTER TABLE " + Sql.owner(key) + " " + how + " TRIGGER " + Sql.name(key.name());
    };
  }

  private static void index(Fact before, Fact after, List<String> sql) {
    String name = Sql.qualified(after.key());
    if (!Objects.equals(before.text("tablespace"), after.text("tablespace"))) {
      String space = after.text("tablespace");
      sql.add(
          "ALTER INDEX "
              + name
              + " SET TABLESPACE "
              + (space == null ? "pg_default" : Sql.name(space)));
    }
    if (!before.texts("statistics").equals(after.texts("statistics"))) {
      for (String was : before.texts("statistics")) {
        sql.add(
            "ALTER INDEX " + name + " ALTER COLUMN " + was.split(" ")[0] + " SET STATISTICS -1");
      }
      statistics(after, sql);
    }
    if (before.is("clustered") && !after.is("clustered")) {
      sql.add("ALTER TABLE " + Sql.table(after) + " SET WITHOUT CLUSTER");
    } else if (!before.is("clustered")) {
      clustered(after, sql);
    }
  }

  private static void statistics(Fact index, List<String> sql) {
    for (String target : index.texts("statistics")) {
      String[] parts = target.split(" ");
      sql.add(
          "ALTER INDEX "
              + Sql.qualified(index.key())
              + " ALTER COLUMN "
              + parts[0]
              + " SET STATISTICS "
              + parts[1]);
    }
  }

  private static void clustered(Fact index, List<String> sql) {
    if (index.is("clustered")) {
      sql.add("ALTER TABLE " + Sql.table(index) + " CLUSTER ON " + Sql.name(index.key().name()));
    }
  }

  private static void domain(Fact before, Fact after, Set<String> differing, List<String> sql) {
    String alter = "ALTER DOMAIN " + Sql.qualified(after.key());
    if (differing.contains("default")) {
      String value = after.text("default");
      sql.add(alter + (value == null ? " DROP DEFAULT" : " SET DEFAULT " + value));
    }
    if (differing.contains("notNull")) {
      sql.add(alter + (after.is("notNull") ? " SET" : " DROP") + " NOT NULL");
    }
  }

  private static void mappings(Fact before, Fact after, List<String> sql) {
    String name = Sql.qualified(after.key());
    var was = before.map("mappings");
    var is = after.map("mappings");
    was.keySet().stream()
        .filter(token -> !is.containsKey(token))
        .forEach(
            token ->
                sql.add("ALTER TEXT SEARCH CONFIGURATION " + name + " DROP MAPPING FOR " + token));
    is.forEach(
        (token, dictionaries) -> {
          if (!Objects.equals(was.get(token), dictionaries)) {
            String how = was.containsKey(token) ? " ALTER MAPPING FOR " : " ADD MAPPING FOR ";
            sql.add(mapping(name, how, token, dictionaries));
          }
        });
  }

  private static String mapping(String name, String how, String token, Object dictionaries) {
    return "ALTER TEXT SEARCH CONFIGURATION " + name + how + token + " WITH " + dictionaries;
  }
}
