package dev.sallyport.policy.sql;

import java.util.Locale;

/** A fact about an effect that a policy may ask about. */
public enum Qualifier {
  /** No predicate, or one that is always true. */
  UNBOUNDED,
  /** Equality or IN with constants on a unique key. */
  KEYED,
  CASCADE,
  DATA_LOSS,
  REWRITE,
  CONCURRENTLY,
  /** PostgreSQL refuses it inside a transaction block. */
  NON_TRANSACTIONAL,
  /** Foreign-key action, trigger, rule, MERGE or ON CONFLICT branch. */
  IMPLICIT,
  /** Only PostgreSQL's grammar could read it; JSqlParser could not. */
  ONE_READER;

  /** The qualifier as people write it, such as {@code data-loss}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
