package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import dev.sallyport.server.shadow.ShadowDatabase;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Extensions that reach other hosts or files are never made on a shadow. Those that only bring a
 * foreign data wrapper or a language of their own name are stood in for by a wrapper without code,
 * so that servers, foreign tables and functions can be tried. Materialized views are made without
 * looking for rows.
 */
final class StandIns {
  private static final Set<String> LANGUAGES =
      Set.of(
          "pllua",
          "plluau",
          "plperl",
          "plperlu",
          "plpython2u",
          "plpython3u",
          "plpythonu",
          "plr",
          "plrust",
          "plsh",
          "pltcl",
          "pltclu",
          "plv8");
  private static final Set<String> WRAPPERS =
      Set.of(
          "clickhouse_fdw",
          "file_fdw",
          "mongo_fdw",
          "mysql_fdw",
          "odbc_fdw",
          "oracle_fdw",
          "postgres_fdw",
          "redis_fdw",
          "sqlite_fdw",
          "tds_fdw");
  private static final String SCHEMA = "schema";

  private StandIns() {}

  /** The statements as they are tried on a copy. */
  static List<String> tried(List<ScriptStatement> statements, ShadowDatabase copy) {
    if (!copy.standsInForLanguages()) {
      return statements.stream()
          .map(one -> isOfLanguage(one.about()) ? one.sql() : tried(one))
          .toList();
    }
    copy.standInForLanguages(languages(statements));
    return statements.stream()
        .map(one -> isRoutine(one) ? StandInFunctions.tried(one.sql()) : tried(one))
        .toList();
  }

  private static Set<String> languages(List<ScriptStatement> statements) {
    Set<String> languages = new TreeSet<>();
    for (ScriptStatement statement : statements) {
      String language = isRoutine(statement) ? StandInFunctions.language(statement.sql()) : null;
      if (language != null) {
        languages.add(language);
      }
    }
    return languages;
  }

  static boolean isRoutine(ScriptStatement statement) {
    FactKind kind = statement.about().kind();
    return kind == FactKind.FUNCTION || kind == FactKind.PROCEDURE;
  }

  private static String tried(ScriptStatement statement) {
    FactKey about = statement.about();
    String sql = statement.sql();
    if (about.kind() == FactKind.MATERIALIZED_VIEW && sql.startsWith("CREATE MATERIALIZED VIEW ")) {
      // A copy has no rows, and to look for some asks for rights that are the real owners'.
      return sql + "\nWITH NO DATA";
    }
    if (about.kind() != FactKind.EXTENSION || !isStoodInFor(about.name())) {
      return sql;
    }
    String wrapper = "FOREIGN DATA WRAPPER " + about.name();
    if (sql.startsWith("COMMENT ON EXTENSION ")) {
      return "COMMENT ON " + wrapper + sql.substring(sql.indexOf(" IS "));
    }
    if (sql.startsWith("DROP EXTENSION ")) {
      return "DROP " + wrapper;
    }
    int create = sql.indexOf(" WITH SCHEMA ");
    if (create > 0) {
      return "CREATE " + wrapper + option("", sql.substring(create + " WITH SCHEMA ".length()));
    }
    int move = sql.indexOf(" SET SCHEMA ");
    return move < 0
        ? sql
        : "ALTER " + wrapper + option("SET ", sql.substring(move + " SET SCHEMA ".length()));
  }

  private static boolean isOfLanguage(FactKey key) {
    return key.kind() == FactKind.EXTENSION && LANGUAGES.contains(key.name());
  }

  private static boolean isStoodInFor(String extension) {
    return WRAPPERS.contains(extension) || LANGUAGES.contains(extension);
  }

  private static String option(String how, String schema) {
    String name =
        schema.startsWith("\"")
            ? schema.substring(1, schema.length() - 1).replace("\"\"", "\"")
            : schema;
    return " OPTIONS (" + how + SCHEMA + " '" + name.replace("'", "''") + "')";
  }

  /** A copy's facts, with what was stood in for. */
  static SchemaFacts told(SchemaFacts copy) {
    return StandInFunctions.told(asExtensions(copy));
  }

  private static SchemaFacts asExtensions(SchemaFacts copy) {
    Map<FactKey, FactKey> standing = new HashMap<>();
    for (Fact fact : copy.of(FactKind.FOREIGN_DATA_WRAPPER)) {
      FactKey extension = FactKey.of(FactKind.EXTENSION, "", fact.key().name());
      if (isStoodInFor(fact.key().name()) && copy.find(extension) == null) {
        standing.put(fact.key(), extension);
      }
    }
    if (standing.isEmpty()) {
      return copy;
    }
    TreeMap<FactKey, Fact> objects = new TreeMap<>(copy.objects());
    standing.forEach(
        (wrapper, extension) -> {
          Fact stood = objects.remove(wrapper);
          if (stood != null) {
            objects.put(extension, extension(extension, stood));
          }
        });
    Map<FactKey, Set<FactKey>> needs = new HashMap<>();
    copy.needs()
        .forEach(
            (key, needed) -> {
              Set<FactKey> real = new LinkedHashSet<>();
              needed.forEach(one -> real.add(standing.getOrDefault(one, one)));
              needs.put(standing.getOrDefault(key, key), real);
            });
    return new SchemaFacts(copy.serverVersion(), objects, needs, copy.stamp());
  }

  private static Fact extension(FactKey key, Fact wrapper) {
    TreeMap<String, Object> properties = new TreeMap<>();
    String option = wrapper.texts("foreignOptions").get(0);
    properties.put(SCHEMA, option.substring(option.indexOf('=') + 1));
    if (wrapper.text("comment") != null) {
      properties.put("comment", wrapper.textOf("comment"));
    }
    return new Fact(key, properties);
  }
}
