package dev.sallyport.server.migration.project;

import java.util.Locale;
import java.util.Optional;

/** How a team writes its migrations. */
public enum HistoryMode {
  /** Prisma's directories, and numbered files beside them for what Prisma can't express. */
  HYBRID,
  /** Prisma's directories alone; what Prisma can't express goes into an empty migration. */
  PRISMA_ONLY;

  /** The mode as it is written in {@code package.json}, such as {@code prisma-only}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<HistoryMode> of(String label) {
    for (HistoryMode mode : values()) {
      if (mode.label().equals(label)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
