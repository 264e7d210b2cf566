package dev.sallyport.server.migration.prisma.datamodel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database of a Prisma schema. All names are the database's.
 *
 * @param schemas to be made, sorted
 */
public record Datamodel(
    List<String> schemas, List<Extension> extensions, List<EnumType> enums, List<Table> tables) {
  public Datamodel {
    schemas = List.copyOf(schemas);
    extensions = List.copyOf(extensions);
    enums = List.copyOf(enums);
    tables = List.copyOf(tables);
  }

  /**
   * The name of a table or a type.
   *
   * @param schema null in a project of one schema, where names are not qualified
   */
  public record Name(@Nullable String schema, String name) {}

  /** An extension that the schema wants. */
  public record Extension(String name, @Nullable String schema, @Nullable String version) {}

  /** An enum type, its values in order. */
  public record EnumType(Name name, List<String> values) {
    public EnumType {
      values = List.copyOf(values);
    }
  }

  /**
   * A table.
   *
   * @param primaryKey null where it has none
   */
  public record Table(
      Name name,
      List<Column> columns,
      @Nullable Key primaryKey,
      List<Index> indexes,
      List<ForeignKey> foreignKeys) {
    public Table {
      columns = List.copyOf(columns);
      indexes = List.copyOf(indexes);
      foreignKeys = List.copyOf(foreignKeys);
    }
  }

  /**
   * A column.
   *
   * @param type as SQL
   * @param defaultSql null where the database has none
   */
  public record Column(String name, String type, boolean required, @Nullable String defaultSql) {}

  /** A primary key. */
  public record Key(String name, List<String> columns) {
    public Key {
      columns = List.copyOf(columns);
    }
  }

  /**
   * An index.
   *
   * @param method as SQL; null for PostgreSQL's own choice
   * @param columns each as SQL
   * @param predicate as SQL; null where it covers every row
   */
  public record Index(
      String name,
      boolean unique,
      @Nullable String method,
      List<String> columns,
      @Nullable String predicate) {
    public Index {
      columns = List.copyOf(columns);
    }
  }

  /** A foreign key; its actions as SQL. */
  public record ForeignKey(
      String name,
      List<String> columns,
      Name target,
      List<String> targetColumns,
      String onDelete,
      String onUpdate) {
    public ForeignKey {
      columns = List.copyOf(columns);
      targetColumns = List.copyOf(targetColumns);
    }
  }
}
