package dev.sallyport.server.migration.lint.rule;

/** SQL that PostgreSQL does not read. */
final class UnreadableStatement extends HistoryRule {
  private static final RuleFacts FACTS =
      RuleFacts.error(
          "migration-syntax",
          "SQL that PostgreSQL does not read",
          "a statement is no SQL to PostgreSQL's grammar, or a command of psql's, or the file is"
              + " not UTF-8 text",
          "the migration fails when it is run; the statements around it are checked nevertheless",
          "mend the statement where the finding points",
          Example.of("", "CREATE TABEL users (id bigint);", "CREATE TABLE users (id bigint);")
              .failing("42601"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }
}
