package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one statement defines, changes or controls. Kinds of objects are PostgreSQL's words. */
public sealed interface Definition {

  /**
   * CREATE TABLE, and CREATE TABLE AS.
   *
   * @param unlogged whether a crash empties it
   * @param partitionOf the parent; null where it is no partition
   * @param fromQuery whether a query fills it, so that its columns are not known
   * @param like tables whose columns it takes over
   */
  record CreateTable(
      ObjectName name,
      boolean temporary,
      boolean unlogged,
      boolean ifNotExists,
      List<ColumnDefinition> columns,
      List<ConstraintDefinition> constraints,
      @Nullable ObjectName partitionOf,
      boolean partitioned,
      boolean fromQuery,
      List<ObjectName> like)
      implements Definition {}

  /**
   * ALTER TABLE, and the same of other relations.
   *
   * @param kind such as {@code table}, {@code index}, {@code view}
   */
  record AlterTable(ObjectName table, String kind, boolean ifExists, List<Command> commands)
      implements Definition {}

  /** A command of ALTER TABLE and its place. */
  record Command(TableCommand change, Span span) {}

  /**
   * CREATE INDEX.
   *
   * @param name empty where PostgreSQL chooses one
   * @param columns the plain columns it begins with
   * @param expressions whether anything of it is an expression
   */
  record CreateIndex(
      String name,
      ObjectName table,
      List<String> columns,
      int width,
      boolean expressions,
      boolean unique,
      boolean concurrently,
      boolean ifNotExists,
      boolean partial,
      boolean only)
      implements Definition {}

  /** DROP of anything but databases, roles and the like. */
  record Drop(
      String kind, List<ObjectName> names, boolean concurrently, boolean cascade, boolean ifExists)
      implements Definition {}

  /** DROP DATABASE. */
  record DropDatabase(String name, boolean ifExists) implements Definition {}

  /**
   * REINDEX.
   *
   * @param kind {@code index}, {@code table}, {@code schema}, {@code database} or {@code system}
   */
  record Reindex(String kind, ObjectName name, boolean concurrently) implements Definition {}

  /**
   * RENAME, and SET SCHEMA, which is one to whoever names the object in full.
   *
   * @param object the object, or the table it is a part of
   * @param part the column, constraint or value; empty where the object itself gets a name
   */
  record Rename(String kind, ObjectName object, String part, String newName, boolean ifExists)
      implements Definition {}

  /** CREATE TYPE AS ENUM. */
  record CreateEnum(ObjectName name, List<String> values) implements Definition {}

  /** ALTER TYPE ADD VALUE. */
  record AddEnumValue(ObjectName type, String value, boolean placed, boolean ifNotExists)
      implements Definition {}

  /** CREATE DOMAIN. */
  record CreateDomain(ObjectName name, TypeReference base, boolean constrained)
      implements Definition {}

  /** ALTER DOMAIN that adds a constraint or SET NOT NULL. */
  record ConstrainDomain(ObjectName name, boolean notValid) implements Definition {}

  /** TRUNCATE. */
  record Truncate(List<ObjectName> tables, boolean cascade) implements Definition {}

  /**
   * INSERT, UPDATE, DELETE, MERGE or COPY into a table.
   *
   * @param kind {@code INSERT}, {@code UPDATE}, {@code DELETE} …
   * @param unbounded whether no predicate holds it to some of the rows
   * @param assigned the columns that an UPDATE sets
   * @param read the columns that the assigned values are computed from
   * @param literals every text in it, in which a value of an enum may hide
   * @param guarded whether it asks first: ON CONFLICT, WHERE behind the SELECT of an INSERT
   * @param fromTables whether it reads rows of tables to write them
   */
  record Write(
      String kind,
      ObjectName table,
      boolean unbounded,
      Set<String> assigned,
      Set<String> read,
      Set<String> literals,
      boolean guarded,
      boolean fromTables)
      implements Definition {}

  /**
   * SELECT and whatever else only reads.
   *
   * @param fromTables whether it reads rows, and not only computes
   */
  record Read(Set<String> literals, boolean fromTables) implements Definition {}

  /** BEGIN, COMMIT, ROLLBACK and their kin. */
  record Control(Verb verb) implements Definition {
    /** What it does to the transaction. */
    public enum Verb {
      BEGIN,
      COMMIT,
      ROLLBACK,
      SAVEPOINT
    }
  }

  /**
   * SET, RESET and set_config of a parameter.
   *
   * @param value empty for RESET and DEFAULT
   */
  record SetParameter(String name, String value, boolean local) implements Definition {}

  /** VACUUM, CLUSTER, ANALYZE. */
  record Maintain(String verb, List<ObjectName> tables, boolean rewrites) implements Definition {}

  /** REFRESH MATERIALIZED VIEW. */
  record Refresh(ObjectName view, boolean concurrently, boolean withNoData) implements Definition {}

  /** CREATE FUNCTION or PROCEDURE. */
  record CreateRoutine(ObjectName name, String volatility, boolean orReplace)
      implements Definition {}

  /**
   * CREATE of anything else that has a name.
   *
   * @param on the table it belongs to; null where it stands alone
   * @param repeatable whether it says OR REPLACE or IF NOT EXISTS
   */
  record Create(String kind, ObjectName name, @Nullable ObjectName on, boolean repeatable)
      implements Definition {}

  /** LOCK TABLE. */
  record Lock(List<ObjectName> tables, boolean exclusive) implements Definition {}

  /**
   * DO, with the statements of its block as if every branch were taken.
   *
   * @param guarded whether it asks or catches before it acts: IF, EXCEPTION
   * @param dynamic whether it also runs what it puts together meanwhile, which nobody can read
   */
  record Block(List<Definition> statements, boolean guarded, boolean dynamic)
      implements Definition {
    public Block {
      statements = List.copyOf(statements);
    }
  }

  /** A statement that no rule asks about; its words, such as {@code GRANT}. */
  record Other(String words, boolean outsideTransactions) implements Definition {}

  /**
   * What PostgreSQL would refuse, or what is too much to be looked at here.
   *
   * @param position UTF-16 offset into the script
   * @param skipped whether only nobody looked at it
   */
  record Unreadable(String message, int position, String help, boolean skipped)
      implements Definition {}
}
