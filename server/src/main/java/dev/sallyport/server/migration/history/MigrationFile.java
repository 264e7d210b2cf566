package dev.sallyport.server.migration.history;

import dev.sallyport.server.migration.project.FileReading;
import java.util.Optional;

/** A migration as the project's files have it. */
public sealed interface MigrationFile {

  /** The name people and {@code _prisma_migrations} use. */
  String name();

  /** The SQL, or why there is none. */
  FileReading script();

  /** The SQL as text; empty where it could not be read. */
  default Optional<String> sql() {
    return script() instanceof FileReading.Content content ? content.text() : Optional.empty();
  }

  /** A directory of Prisma's with its {@code migration.sql}. */
  record Prisma(String name, FileReading script) implements MigrationFile {}

  /**
   * A numbered file that is applied by hand.
   *
   * @param name the file's name with its ending
   * @param folder where it lies
   * @param number what its name starts with
   * @param digits how many digits that number is written with
   */
  record Manual(String name, String folder, int number, int digits, FileReading script)
      implements MigrationFile {}
}
