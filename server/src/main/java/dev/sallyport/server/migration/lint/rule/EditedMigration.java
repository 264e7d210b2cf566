package dev.sallyport.server.migration.lint.rule;

/** A file that was changed after it ran, or that comes too late to run in its place. */
final class EditedMigration extends HistoryRule {
  private static final RuleFacts FACTS =
      RuleFacts.error(
          "edited-migration",
          "a migration that was edited after it ran, or that sorts before one that ran",
          "the database has run the migration with other bytes than its file has; or a migration"
              + " that has not run sorts before one that has. Asks the database",
          "databases made from these files differ from this one, and nothing says where",
          "restore the file and write the difference as a new migration; give the late one a newer"
              + " name",
          Example.of("", "SELECT 1;", "SELECT 1;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }
}
