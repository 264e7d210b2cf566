package dev.sallyport.server.migration.drift;

import dev.sallyport.server.catalog.facts.Fact;
import org.jspecify.annotations.Nullable;

/**
 * One thing as each side has it; null where a side does not have it.
 *
 * @param tracked as Prisma's own directories alone make it
 */
record Seen(
    @Nullable Item migrations,
    @Nullable Item tracked,
    @Nullable Item schema,
    @Nullable Item database) {

  /** Any side's, the database's first. */
  Item any() {
    if (database != null) {
      return database;
    }
    return java.util.Objects.requireNonNull(migrations != null ? migrations : schema);
  }

  Fact fact() {
    return any().fact();
  }

  boolean migrationsAndDatabaseAgree() {
    return sameStrict(migrations, database);
  }

  boolean schemaAndDatabaseAgree() {
    return sameLoose(schema, database);
  }

  boolean schemaAndMigrationsAgree() {
    return sameLoose(schema, migrations);
  }

  /** Whether Prisma, which knows its own directories only, would call the database's drift. */
  boolean isOutsideOfPrisma() {
    return migrationsAndDatabaseAgree() && !sameStrict(tracked, migrations);
  }

  private static boolean sameStrict(@Nullable Item one, @Nullable Item other) {
    return one == null ? other == null : other != null && one.strict().equals(other.strict());
  }

  private static boolean sameLoose(@Nullable Item one, @Nullable Item other) {
    return one == null ? other == null : other != null && one.loose().equals(other.loose());
  }
}
