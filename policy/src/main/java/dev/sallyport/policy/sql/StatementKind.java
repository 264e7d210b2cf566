package dev.sallyport.policy.sql;

/** The kinds of statement that the two readers must agree on. */
enum StatementKind {
  /** JSqlParser's class says nothing reliable; it agrees with anything and settles nothing. */
  OTHER;

  /** Whether this kind can be what PostgreSQL's grammar calls {@code node}. */
  boolean agreesWith(String node) {
    return true;
  }
}
