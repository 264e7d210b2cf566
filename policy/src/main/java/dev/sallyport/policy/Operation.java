package dev.sallyport.policy;

import java.util.Locale;
import java.util.Optional;

/**
 * What an agent or a person can ask for. The name in YAML, JSON and on the command line is {@link
 * #label()}.
 */
public enum Operation {
  QUERY,
  EXECUTE,
  STATUS,
  DESCRIBE,
  DIFF,
  VALIDATE,
  GENERATE,
  WRITE_MIGRATION,
  MIGRATE_DEPLOY,
  MIGRATE_DEV,
  MIGRATE_RESET,
  MIGRATE_RESOLVE,
  DB_PUSH,
  DB_PULL,
  DB_SEED,
  BASELINE,
  REPAIR,
  RESTORE;

  /** The operation's name as people write it, such as {@code migrate-reset}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The operation of that label; empty where there is none. */
  public static Optional<Operation> of(String label) {
    for (Operation operation : values()) {
      if (operation.label().equals(label)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  /** Whether the request itself is SQL, rather than the name of something to be planned. */
  public boolean isSql() {
    return this == QUERY || this == EXECUTE;
  }

  /** Whether the operation changes nothing in any database: it looks, compares or writes files. */
  public boolean withoutEffects() {
    return switch (this) {
      case STATUS, DESCRIBE, DIFF, VALIDATE, GENERATE, WRITE_MIGRATION -> true;
      case QUERY,
          EXECUTE,
          MIGRATE_DEPLOY,
          MIGRATE_DEV,
          MIGRATE_RESET,
          MIGRATE_RESOLVE,
          DB_PUSH,
          DB_PULL,
          DB_SEED,
          BASELINE,
          REPAIR,
          RESTORE ->
          false;
    };
  }
}
