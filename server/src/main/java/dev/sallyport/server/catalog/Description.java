package dev.sallyport.server.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of relations, each with what an agent needs to write SQL for it.
 *
 * @param next the number of the next page; 0 where this is the last
 */
public record Description(List<Relation> relations, List<EnumType> enums, int total, int next) {
  public Description {
    relations = List.copyOf(relations);
    enums = List.copyOf(enums);
  }

  /**
   * A table, view or the like.
   *
   * @param kind {@code table}, {@code view}, {@code materialized-view}, {@code foreign-table} or
   *     {@code partitioned-table}
   * @param rows the planner's estimate; -1 where the table was never analysed
   * @param bytes on disk with indexes and long values
   */
  public record Relation(
      String schema,
      String name,
      String kind,
      @Nullable String comment,
      long rows,
      long bytes,
      List<Column> columns,
      List<Key> keys,
      List<String> indexes,
      List<String> checks) {}

  /** A column. */
  public record Column(
      String name,
      String type,
      boolean nullable,
      @Nullable String defaultExpression,
      @Nullable String comment) {}

  /**
   * A primary, unique or foreign key.
   *
   * @param references what a foreign key points to, such as {@code public.users(id)}
   * @param onDelete what happens to the row when the referenced one is deleted
   */
  public record Key(
      String kind, List<String> columns, @Nullable String references, @Nullable String onDelete) {}

  /** An enumerated type with its values in order. */
  public record EnumType(String schema, String name, List<String> values) {}
}
