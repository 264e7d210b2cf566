package dev.sallyport.server.migration.lint;

/**
 * A migration to be judged.
 *
 * @param path below the project, with {@code /}
 * @param name as {@code _prisma_migrations} or a person calls it
 * @param runner how its statements reach the database
 */
public record MigrationText(String path, String name, Runner runner, String sql) {

  /** How the statements of a file reach the database. */
  public enum Runner {
    /** Prisma: the file is one message, and so one transaction. */
    PRISMA,
    /** By hand, as psql sends a file: statement by statement, tracked nowhere. */
    MANUAL,
    /** Nobody says: statement by statement. */
    ANY
  }
}
