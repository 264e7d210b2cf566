package dev.sallyport.server.migration.drift;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One of the three places that say what a database looks like. */
public enum Side {
  /** What the project's migration files make, one after another, of an empty database. */
  MIGRATIONS,
  /** What schema.prisma describes. */
  SCHEMA,
  /** What the guarded database has. */
  DATABASE;

  /** The side as it is written, such as {@code migrations}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The side of that name. */
  public static Optional<Side> of(String label) {
    return Arrays.stream(values()).filter(side -> side.label().equals(label)).findFirst();
  }
}
