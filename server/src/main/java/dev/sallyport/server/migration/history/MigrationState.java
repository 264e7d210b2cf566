package dev.sallyport.server.migration.history;

import java.util.Locale;

/** How a migration stands. Of several, the first in this order is the one to deal with first. */
public enum MigrationState {
  /** It began and neither ended nor was rolled back: nothing else is deployed. */
  FAILED,
  /** The table has it, the project does not. */
  ORPHANED,
  /** Marked as applied without running, and its effects are missing. */
  GHOST,
  /** The file is not what was applied. */
  EDITED,
  ROLLED_BACK,
  PENDING,
  MANUAL_PARTIAL,
  MANUAL_PENDING,
  MANUAL_UNKNOWN,
  MANUAL_APPLIED,
  APPLIED;

  /** The state as it is written, such as {@code rolled-back}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether nothing is to be done about it. */
  boolean isGood() {
    return this == APPLIED || this == MANUAL_APPLIED;
  }
}
