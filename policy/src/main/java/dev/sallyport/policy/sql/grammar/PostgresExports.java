package dev.sallyport.policy.sql.grammar;

/**
 * Indexes of the functions that the parser's module exports, as the pinned release numbers them.
 * They can be named here because the build refuses any other module.
 */
final class PostgresExports {
  static final int MALLOC = 66;
  static final int FREE = 56;
  static final int PARSE = 462;
  static final int FREE_PARSE_RESULT = 469;
  static final int PARSE_PLPGSQL = 466;
  static final int FREE_STRING = 468;
  static final int INITIALIZE = 550;
  static final int SET_THREW = 475;
  static final int RESTORE_STACK_POINTER = 474;
  static final int STACK_POINTER = 472;

  private PostgresExports() {}
}
