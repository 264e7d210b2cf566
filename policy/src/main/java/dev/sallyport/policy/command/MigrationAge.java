package dev.sallyport.policy.command;

/** Whether a migration's file may have been applied somewhere, as somebody else has found out. */
@FunctionalInterface
public interface MigrationAge {
  /** What is known of a migration's file. */
  enum Age {
    /** There is no such file: writing it makes a new migration. */
    ABSENT,
    /** Nobody else has it yet. */
    DRAFT,
    /** It was shared, so it may be applied anywhere. */
    SHARED,
    /** Nothing can be told. */
    UNKNOWN
  }

  /**
   * The age of a migration.
   *
   * @param path absolute and normal
   */
  Age of(String path);
}
