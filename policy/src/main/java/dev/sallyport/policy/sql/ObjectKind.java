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
}
