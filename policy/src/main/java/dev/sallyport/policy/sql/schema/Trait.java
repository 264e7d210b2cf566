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
  /** How a column makes its own values: an identity or an expression; empty where it does not. */
  GENERATED,
  /** Whether a column's default takes numbers from a sequence: {@code true} or {@code false}. */
  NUMBERED,
  /** How an index, constraint, policy, trigger or function is defined, as a normal form. */
  DEFINITION,
  /** Which columns a foreign key refers to. */
  REFERENCED,
  /** Whether a constraint was checked against the rows that were there. */
  VALID,
  /** What a view reads from and which columns it gives. */
  OUTPUT,
  /**
   * How a view, a rule, a domain or a function's SQL body is written, as a normal form. PostgreSQL
   * prints them in other words: the same form proves the same meaning, another one nothing.
   */
  QUERY,
  /** The value of an enum that this one comes after. */
  AFTER,
  /** All values of an enum, sorted by name, and no other. */
  VALUES,
  /** Whether a table has row-level security: {@code true} or {@code false}. */
  ROW_SECURITY,
  /** Whether row-level security also binds the table's owner: {@code true} or {@code false}. */
  ROW_SECURITY_FORCED,
  /** The comment; empty where there is none. */
  COMMENT;

  /** The trait in words. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
