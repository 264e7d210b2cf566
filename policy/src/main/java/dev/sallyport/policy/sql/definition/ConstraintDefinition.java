package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint as a statement defines it.
 *
 * @param name empty where PostgreSQL chooses one
 * @param columns the keys, or the referencing columns
 * @param notValid whether rows that are there are left unchecked
 * @param usingIndex the index that becomes the constraint; empty where one is built
 * @param references the referenced table of a foreign key
 * @param onDeleteCascade whether deleting a referenced row deletes the rows that refer to it
 * @param check the expression of a check
 */
public record ConstraintDefinition(
    Kind kind,
    String name,
    List<String> columns,
    boolean notValid,
    String usingIndex,
    @Nullable ObjectName references,
    boolean onDeleteCascade,
    @Nullable Expression check,
    Span span) {
  public ConstraintDefinition {
    columns = List.copyOf(columns);
  }

  /** What it holds rows to. */
  public enum Kind {
    PRIMARY_KEY("PRIMARY KEY"),
    UNIQUE("UNIQUE"),
    FOREIGN_KEY("FOREIGN KEY"),
    CHECK("CHECK"),
    EXCLUSION("EXCLUDE"),
    NOT_NULL("NOT NULL");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind as SQL writes it. */
    public String words() {
      return words;
    }
  }
}
