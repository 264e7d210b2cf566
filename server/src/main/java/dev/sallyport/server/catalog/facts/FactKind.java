package dev.sallyport.server.catalog.facts;

import java.util.Locale;

/** The kinds of objects that facts tell apart. The name in words and JSON is {@link #label()}. */
public enum FactKind {
  SCHEMA,
  EXTENSION,
  LANGUAGE,
  COLLATION,
  /** Also one that has nothing but a name yet. */
  BASE_TYPE,
  ENUM,
  DOMAIN,
  COMPOSITE_TYPE,
  RANGE_TYPE,
  SEQUENCE,
  TABLE,
  FOREIGN_TABLE,
  VIEW,
  MATERIALIZED_VIEW,
  /** Of a table, a foreign table, a view or a materialized view. */
  COLUMN,
  INDEX,
  /** Of a table, a foreign table or a domain. */
  CONSTRAINT,
  STATISTICS,
  FUNCTION,
  PROCEDURE,
  AGGREGATE,
  TRIGGER,
  RULE,
  POLICY,
  PUBLICATION,
  EVENT_TRIGGER,
  FOREIGN_DATA_WRAPPER,
  SERVER,
  /** What is secret in one is never read. */
  USER_MAPPING,
  DEFAULT_PRIVILEGES,
  OPERATOR,
  OPERATOR_FAMILY,
  OPERATOR_CLASS,
  CAST,
  ACCESS_METHOD,
  TEXT_SEARCH_PARSER,
  TEXT_SEARCH_TEMPLATE,
  TEXT_SEARCH_DICTIONARY,
  TEXT_SEARCH_CONFIGURATION,
  CONVERSION,
  /** Exists, and is compared by a digest only. */
  UNMODELLED;

  /** The kind as people write it, such as {@code materialized view}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether PostgreSQL keeps such objects inside of another one: a table, a view, a domain. */
  public boolean isPart() {
    return this == COLUMN
        || this == CONSTRAINT
        || this == TRIGGER
        || this == RULE
        || this == POLICY;
  }

  /** Whether the kind is a relation that columns belong to. */
  public boolean hasColumns() {
    return this == TABLE || this == FOREIGN_TABLE || this == VIEW || this == MATERIALIZED_VIEW;
  }
}
