package dev.sallyport.server.migration.lint.rule;

/**
 * A script that a rule speaks about and one that it leaves alone. Both run on a real PostgreSQL in
 * the tests. A line {@code -- 2.sql} begins a second file.
 *
 * @param setup what earlier migrations made
 * @param error the SQLSTATE with which PostgreSQL refuses the bad one; empty where it runs
 * @param manual whether both are files that are applied by hand
 */
public record Example(String setup, String bad, String good, String error, boolean manual) {

  static Example of(String setup, String bad, String good) {
    return new Example(setup, bad, good, "", false);
  }

  Example failing(String sqlState) {
    return new Example(setup, bad, good, sqlState, manual);
  }

  Example byHand() {
    return new Example(setup, bad, good, error, true);
  }
}
