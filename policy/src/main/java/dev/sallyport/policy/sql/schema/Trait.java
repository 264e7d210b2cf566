package dev.sallyport.policy.sql.schema;

import java.util.Locale;

/** A property of an object that a script sets and a catalog shows. */
public enum Trait {
  /** A column's type. */
  TYPE,
  /** Whether a column refuses NULL: {@code true} or {@code false}. */
  NOT_NULL,
  /** A column's default as a normal form; empty where it has none. */
  DEFAULT,
  /** How an index, constraint, policy, trigger or function is defined, as a normal form. */
  DEFINITION,
  /** Whether a table has row-level security: {@code true} or {@code false}. */
  ROW_SECURITY,
  /** The comment; empty where there is none. */
  COMMENT;

  /** The trait in words. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
