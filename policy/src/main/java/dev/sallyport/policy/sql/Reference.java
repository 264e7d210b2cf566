package dev.sallyport.policy.sql;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name in a statement whose meaning the database's catalog decides: a function may be shadowed, a
 * relation may be a view, a key may be unique.
 *
 * <p>Those that nearly every statement has compare themselves: records' own comparison is linked at
 * run time, which costs a short command more than it may.
 */
public sealed interface Reference {

  /** A relation that is read or written. */
  record Relation(ObjectName name) implements Reference {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Relation same && name.equals(same.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

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
  record Function(ObjectName name, int arguments) implements Reference {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Function same
          && arguments == same.arguments
          && name.equals(same.name);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + arguments;
    }
  }

  /**
   * The last part of {@code x.name}: a column or field, or a function of one argument, which
   * PostgreSQL calls where {@code x} has no column of that name.
   */
  record Attribute(String name) implements Reference {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Attribute same && name.equals(same.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** An operator, such as {@code +} or {@code public.<=>}. */
  record Operator(ObjectName name) implements Reference {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Operator same && name.equals(same.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode() + 1;
    }
  }

  /** A type that is cast to or declared. */
  record Type(ObjectName name) implements Reference {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Type same && name.equals(same.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode() + 2;
    }
  }

  /**
   * The columns of a relation that an UPDATE, DELETE or SELECT compares with constants by equality
   * or IN, all of them required. Whether they hold a unique key is the catalog's to say.
   */
  record Fixed(ObjectName relation, Set<String> columns) implements Reference {
    public Fixed {
      columns = Set.copyOf(columns);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Fixed same
          && relation.equals(same.relation)
          && columns.equals(same.columns);
    }

    @Override
    public int hashCode() {
      return 31 * relation.hashCode() + columns.hashCode();
    }
  }
}
