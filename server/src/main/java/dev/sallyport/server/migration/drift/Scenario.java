package dev.sallyport.server.migration.drift;

import java.util.Locale;

/** What kind of drift it is; the name in JSON is {@link #label()}. */
public enum Scenario {
  /** The database and schema.prisma have it, the migrations do not: {@code db push} was used. */
  CATCH_UP,
  /** The database lacks what the migrations make, or what schema.prisma wants. */
  MISSING,
  /** An enum type lacks values. */
  ENUM_VALUE,
  /** The database has it, and nothing says why. */
  UNEXPLAINED,
  /** History and database have too little in common to be repaired one by one. */
  BASELINE;

  /** The scenario as it is written, such as {@code catch-up}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
