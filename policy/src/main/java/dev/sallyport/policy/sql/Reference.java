package dev.sallyport.policy.sql;

import java.util.Set;

/**
 * A name in a statement whose meaning the database's catalog decides: a function may be shadowed, a
 * relation may be a view, a key may be unique.
 */
public sealed interface Reference {

  /** A relation that is read or written. */
  record Relation(ObjectName name) implements Reference {}

  /**
   * A relation that is worked on as a whole, but partition by partition, each in a transaction of
   * its own, where it has any: REINDEX and CLUSTER refuse a transaction block then.
   */
  record Piecewise(ObjectName relation) implements Reference {}

  /**
   * A relation that a foreign key of the statement points to: it is given triggers, and none of its
   * own code runs.
   */
  record Referenced(ObjectName relation) implements Reference {}

  /** A function call with the number of its arguments. */
  record Function(ObjectName name, int arguments) implements Reference {}

  /**
   * The last part of {@code x.name}: a column or field, or a function of one argument, which
   * PostgreSQL calls where {@code x} has no column of that name.
   */
  record Attribute(String name) implements Reference {}

  /** An operator, such as {@code +} or {@code public.<=>}. */
  record Operator(ObjectName name) implements Reference {}

  /** A type that is cast to or declared. */
  record Type(ObjectName name) implements Reference {}

  /**
   * The columns of a relation that an UPDATE, DELETE or SELECT compares with constants by equality
   * or IN, all of them required. Whether they hold a unique key is the catalog's to say.
   */
  record Fixed(ObjectName relation, Set<String> columns) implements Reference {
    public Fixed {
      columns = Set.copyOf(columns);
    }
  }
}
