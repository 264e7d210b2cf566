package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Foreign data wrappers, servers and user mappings in SQL. */
final class ForeignSql {
  private ForeignSql() {}

  static String create(Fact fact) {
    String name = Sql.qualified(fact.key());
    return switch (fact.kind()) {
      case FOREIGN_DATA_WRAPPER ->
          "CREATE FOREIGN DATA WRAPPER "
              + name
              + word(" HANDLER ", fact.text("handler"))
              + word(" VALIDATOR ", fact.text("validator"))
              + options(fact);
      case SERVER ->
          "CREATE SERVER "
              + name
              + literal(" TYPE ", fact.text("type"))
              + literal(" VERSION ", fact.text("version"))
              + " FOREIGN DATA WRAPPER "
              + Sql.name(fact.textOf("wrapper"))
              + options(fact);
      default -> "CREATE " + mapping(fact) + options(fact);
    };
  }

  /** What can change in place; the rest of a server is refused, for its tables hang on it. */
  static List<String> alter(Fact before, Fact after) {
    List<String> sql = new ArrayList<>();
    String alter =
        switch (after.kind()) {
          case FOREIGN_DATA_WRAPPER -> "ALTER FOREIGN DATA WRAPPER " + Sql.qualified(after.key());
          case SERVER -> "ALTER SERVER " + Sql.qualified(after.key());
          default -> "ALTER " + mapping(after);
        };
    for (String function : List.of("handler", "validator")) {
      String is = after.text(function);
      if (!Objects.equals(before.text(function), is)) {
        String word = function.toUpperCase(java.util.Locale.ROOT);
        sql.add(alter + (is == null ? " NO " + word : " " + word + " " + is));
      }
    }
    if (!Objects.equals(before.text("version"), after.text("version"))) {
      String version = after.text("version");
      sql.add(alter + " VERSION " + (version == null ? "NULL" : Sql.literal(version)));
    }
    TableAlterations.foreignOptions(before, after, alter, sql);
    return sql;
  }

  /** A mapping as CREATE, ALTER and DROP name it. */
  static String mapping(Fact fact) {
    return "USER MAPPING FOR " + fact.text("user") + " SERVER " + Sql.name(fact.textOf("server"));
  }

  private static String word(String before, @Nullable String text) {
    return text == null ? "" : before + text;
  }

  private static String literal(String before, @Nullable String text) {
    return text == null ? "" : before + Sql.literal(text);
  }

  private static String options(Fact fact) {
    List<String> options = fact.texts("foreignOptions");
    return options.isEmpty() ? "" : " OPTIONS (" + Sql.options(options) + ")";
  }
}
