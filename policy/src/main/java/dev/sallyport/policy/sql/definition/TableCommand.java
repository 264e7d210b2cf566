package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import org.jspecify.annotations.Nullable;

/** One command of ALTER TABLE. */
public sealed interface TableCommand {

  /** ADD COLUMN. */
  record AddColumn(ColumnDefinition column, boolean ifNotExists) implements TableCommand {}

  /** DROP COLUMN. */
  record DropColumn(String column, boolean cascade, boolean ifExists) implements TableCommand {}

  /** ALTER COLUMN TYPE. */
  record ChangeType(String column, TypeReference type, @Nullable Expression using)
      implements TableCommand {}

  /** SET NOT NULL. */
  record SetNotNull(String column) implements TableCommand {}

  /** DROP NOT NULL. */
  record DropNotNull(String column) implements TableCommand {}

  /** SET DEFAULT and, without a value, DROP DEFAULT. */
  record SetDefault(String column, @Nullable Expression value) implements TableCommand {}

  /** ADD GENERATED AS IDENTITY to a column that is there. */
  record AddIdentity(String column) implements TableCommand {}

  /** ADD CONSTRAINT. */
  record AddConstraint(ConstraintDefinition constraint) implements TableCommand {}

  /** VALIDATE CONSTRAINT. */
  record Validate(String constraint) implements TableCommand {}

  /** DROP CONSTRAINT. */
  record DropConstraint(String constraint, boolean cascade, boolean ifExists)
      implements TableCommand {}

  /** ATTACH PARTITION. */
  record Attach(ObjectName partition) implements TableCommand {}

  /** DETACH PARTITION. */
  record Detach(ObjectName partition, boolean concurrently) implements TableCommand {}

  /**
   * A command that writes the table anew.
   *
   * @param words such as {@code SET UNLOGGED}
   */
  record Rewrite(String words) implements TableCommand {}

  /**
   * DISABLE of what holds rows to rules, and NO FORCE ROW LEVEL SECURITY.
   *
   * @param words such as {@code DISABLE TRIGGER}
   * @param name the trigger or rule; empty where all are meant
   */
  record Disable(String words, String name) implements TableCommand {

    /** Whether foreign keys are not looked after any more either. */
    public boolean integrity() {
      return words.equals("DISABLE TRIGGER ALL");
    }

    /** Whether it is about triggers, which keeps writers out and no readers. */
    public boolean trigger() {
      return words.startsWith("DISABLE TRIGGER");
    }
  }

  /**
   * A command that no rule asks about.
   *
   * @param light whether readers and writers go on meanwhile
   */
  record Another(String words, boolean light) implements TableCommand {}
}
