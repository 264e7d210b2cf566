package dev.sallyport.policy.sql;

import java.util.Locale;

/** The kind of object an effect touches. */
public enum ObjectKind {
  /** The statement touches no named object. */
  NONE,
  TABLE,
  VIEW,
  MATERIALIZED_VIEW,
  FOREIGN_TABLE,
  COLUMN,
  CONSTRAINT,
  INDEX,
  SEQUENCE,
  SCHEMA,
  DATABASE,
  TABLESPACE,
  TYPE,
  DOMAIN,
  FUNCTION,
  PROCEDURE,
  AGGREGATE,
  OPERATOR,
  CAST,
  COLLATION,
  TRIGGER,
  EVENT_TRIGGER,
  RULE,
  POLICY,
  ROLE,
  EXTENSION,
  LANGUAGE,
  SERVER,
  USER_MAPPING,
  FOREIGN_DATA_WRAPPER,
  PUBLICATION,
  SUBSCRIPTION,
  STATISTICS,
  TEXT_SEARCH,
  ACCESS_METHOD,
  LARGE_OBJECT,
  SETTING,
  COMMENT,
  SESSION,
  OTHER;

  /** The kind as people write it, such as {@code materialized-view}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether PostgreSQL keeps such objects outside of schemas. */
  public boolean livesOutsideSchemas() {
    return switch (this) {
      case NONE,
          SCHEMA,
          DATABASE,
          TABLESPACE,
          ROLE,
          EXTENSION,
          LANGUAGE,
          SERVER,
          USER_MAPPING,
          FOREIGN_DATA_WRAPPER,
          PUBLICATION,
          SUBSCRIPTION,
          EVENT_TRIGGER,
          ACCESS_METHOD,
          LARGE_OBJECT,
          SETTING,
          CAST,
          SESSION ->
          true;
      case TABLE,
          VIEW,
          MATERIALIZED_VIEW,
          FOREIGN_TABLE,
          COLUMN,
          CONSTRAINT,
          INDEX,
          SEQUENCE,
          TYPE,
          DOMAIN,
          FUNCTION,
          PROCEDURE,
          AGGREGATE,
          OPERATOR,
          COLLATION,
          TRIGGER,
          RULE,
          POLICY,
          STATISTICS,
          TEXT_SEARCH,
          COMMENT,
          OTHER ->
          false;
    };
  }
}
