package dev.sallyport.server.migration.prisma.pull;

import dev.sallyport.server.migration.prisma.datamodel.Datamodel.ForeignKey;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Key;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel.Name;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as a Prisma schema can say it.
 *
 * @param name always with its schema
 * @param untold what of it a schema has no words for, in words
 */
record LiveTable(
    Name name,
    List<LiveColumn> columns,
    @Nullable Key primaryKey,
    List<LiveIndex> indexes,
    List<ForeignKey> foreignKeys,
    List<String> untold) {
  /**
   * A column.
   *
   * @param counts whether a sequence of its own fills it
   * @param defaultSql null where there is none, and where it counts
   */
  record LiveColumn(
      String name, FieldType type, boolean required, boolean counts, @Nullable String defaultSql) {}

  LiveTable {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
    untold = List.copyOf(untold);
  }

  Optional<LiveColumn> column(String wanted) {
    return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
  }

  /** Whether exactly these columns, in this order, are unique for every row. */
  boolean isUnique(List<String> wanted) {
    Key key = primaryKey;
    return key != null && key.columns().equals(wanted)
        || indexes.stream()
            .anyMatch(
                index ->
                    index.unique() && index.predicate() == null && index.columns().equals(wanted));
  }

  /** Whether Prisma's client can tell one row from another. */
  boolean hasIdentity() {
    Key key = primaryKey;
    return key != null && areSound(key.columns())
        || indexes.stream()
            .anyMatch(
                index -> index.unique() && index.predicate() == null && areSound(index.columns()));
  }

  private boolean areSound(List<String> names) {
    return names.stream()
        .allMatch(
            name ->
                column(name)
                    .filter(column -> column.required() && column.type().isSupported())
                    .isPresent());
  }
}
