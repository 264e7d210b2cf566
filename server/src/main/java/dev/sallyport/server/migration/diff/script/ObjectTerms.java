package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;

/** How SQL speaks of an object: in DROP and COMMENT, in OWNER TO, in GRANT. */
final class ObjectTerms {
  private ObjectTerms() {}

  /** The object with its kind, as COMMENT ON and DROP take it. */
  static String of(Fact fact) {
    FactKey key = fact.key();
    String qualified = Sql.qualified(key);
    return switch (key.kind()) {
      case SCHEMA -> "SCHEMA " + qualified;
      case EXTENSION -> "EXTENSION " + qualified;
      case LANGUAGE -> "LANGUAGE " + qualified;
      case COLLATION -> "COLLATION " + qualified;
      case BASE_TYPE, ENUM, COMPOSITE_TYPE, RANGE_TYPE -> "TYPE " + qualified;
      case DOMAIN -> "DOMAIN " + qualified;
      case SEQUENCE -> "SEQUENCE " + qualified;
      case TABLE -> "TABLE " + qualified;
      case FOREIGN_TABLE -> "FOREIGN TABLE " + qualified;
      case VIEW -> "VIEW " + qualified;
      case MATERIALIZED_VIEW -> "MATERIALIZED VIEW " + qualified;
      case COLUMN -> "COLUMN " + Sql.owner(key) + "." + Sql.name(key.name());
      case INDEX -> "INDEX " + qualified;
      case CONSTRAINT ->
          "CONSTRAINT "
              + Sql.name(key.name())
              + " ON "
              + (fact.is("domain") ? "DOMAIN " : "")
              + Sql.owner(key);
      case TRIGGER -> "TRIGGER " + Sql.name(key.name()) + " ON " + Sql.owner(key);
      case RULE -> "RULE " + Sql.name(key.name()) + " ON " + Sql.owner(key);
      case POLICY -> "POLICY " + Sql.name(key.name()) + " ON " + Sql.owner(key);
      case STATISTICS -> "STATISTICS " + qualified;
      case FUNCTION -> "FUNCTION " + qualified + "(" + key.signature() + ")";
      case PROCEDURE -> "PROCEDURE " + qualified + "(" + key.signature() + ")";
      case AGGREGATE -> "AGGREGATE " + qualified + "(" + aggregated(key) + ")";
      case PUBLICATION -> "PUBLICATION " + qualified;
      case EVENT_TRIGGER -> "EVENT TRIGGER " + qualified;
      case FOREIGN_DATA_WRAPPER -> "FOREIGN DATA WRAPPER " + qualified;
      case SERVER -> "SERVER " + qualified;
      case USER_MAPPING -> ForeignSql.mapping(fact);
      case OPERATOR ->
          "OPERATOR " + Sql.name(key.schema()) + "." + key.name() + " (" + key.signature() + ")";
      case OPERATOR_FAMILY -> "OPERATOR FAMILY " + qualified + " USING " + fact.textOf("method");
      case OPERATOR_CLASS -> "OPERATOR CLASS " + qualified + " USING " + fact.textOf("method");
      case CAST -> "CAST (" + key.name() + ")";
      case ACCESS_METHOD -> "ACCESS METHOD " + qualified;
      case TEXT_SEARCH_PARSER -> "TEXT SEARCH PARSER " + qualified;
      case TEXT_SEARCH_TEMPLATE -> "TEXT SEARCH TEMPLATE " + qualified;
      case TEXT_SEARCH_DICTIONARY -> "TEXT SEARCH DICTIONARY " + qualified;
      case TEXT_SEARCH_CONFIGURATION -> "TEXT SEARCH CONFIGURATION " + qualified;
      case CONVERSION -> "CONVERSION " + qualified;
      case DEFAULT_PRIVILEGES, UNMODELLED -> key.words();
    };
  }

  private static String aggregated(FactKey key) {
    return key.signature().isEmpty() ? "*" : key.signature();
  }

  /** The object as ALTER … OWNER TO takes it. */
  static String owned(Fact fact) {
    return of(fact);
  }

  /** The object as GRANT … ON takes it. */
  static String granted(Fact fact) {
    FactKey key = fact.key();
    return switch (key.kind()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> "TABLE " + Sql.qualified(key);
      case COLUMN -> "TABLE " + Sql.owner(key);
      case AGGREGATE -> "FUNCTION " + Sql.qualified(key) + "(" + key.signature() + ")";
      case DOMAIN -> "TYPE " + Sql.qualified(key);
      case SERVER -> "FOREIGN SERVER " + Sql.qualified(key);
      default -> of(fact);
    };
  }

  /** Whether the kind shares names with tables in its schema. */
  static boolean isRelation(FactKind kind) {
    return switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, INDEX, COMPOSITE_TYPE -> true;
      default -> false;
    };
  }

  /** Whether the kind shares names with types in its schema; relations do, by their row types. */
  static boolean isType(FactKind kind) {
    return switch (kind) {
      case BASE_TYPE,
          ENUM,
          DOMAIN,
          RANGE_TYPE,
          COMPOSITE_TYPE,
          TABLE,
          FOREIGN_TABLE,
          VIEW,
          MATERIALIZED_VIEW ->
          true;
      default -> false;
    };
  }

  /** Whether the kind shares names with functions in its schema. */
  static boolean isRoutine(FactKind kind) {
    return kind == FactKind.FUNCTION || kind == FactKind.PROCEDURE || kind == FactKind.AGGREGATE;
  }
}
