package dev.sallyport.server.migration.history;

import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reading behind {@link TrackingTable#read}. */
final class TrackingTableReader {
  private static final Set<String> COLUMNS =
      Set.of(
          "id",
          "checksum",
          "finished_at",
          "migration_name",
          "logs",
          "rolled_back_at",
          "started_at",
          "applied_steps_count");

  private static final String TABLE =
      """
      SELECT c.relkind::text,
             has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE'),
             c.relrowsecurity AND NOT pg_has_role(c.relowner, 'MEMBER'),
             array(SELECT a.attname::text FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
             array(SELECT a.attname::text
                   FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                     AND t.typnamespace <> 'pg_catalog'::regnamespace)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = '_prisma_migrations'
      """;

  private static final String OTHERS =
      """
      SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')
      """;

  private static final String LOOK_THERE =
      "SELECT set_config('search_path', quote_ident($1) || ', pg_temp', true)";

  /**
   * A column that the table lacks is taken from {@code lacking}, where it is NULL: unqualified
   * names are looked up in the innermost FROM first.
   */
  private static final String ROWS =
      """
      SELECT shown.* FROM (SELECT NULL::text AS id, NULL::text AS checksum,
        NULL::text AS finished_at, NULL::text AS migration_name, NULL::text AS logs,
        NULL::text AS rolled_back_at, NULL::text AS started_at,
        NULL::text AS applied_steps_count) AS lacking
      CROSS JOIN LATERAL (
        SELECT left(id::text, 100), left(checksum::text, 100), finished_at::text,
               left(migration_name::text, 500), left(logs::text, 4000), rolled_back_at::text,
               started_at::text, applied_steps_count::text, started_at AS began
        FROM "_prisma_migrations") AS shown
      ORDER BY shown.began LIMIT 20001
      """;

  private static final int MOST_ROWS = 20_000;

  private TrackingTableReader() {}

  private record Shape(
      String kind, boolean readable, boolean hidden, List<String> columns, List<String> foreign) {
    static Shape of(CatalogRow row) {
      return new Shape(
          row.text(1), row.flag(2), row.flag(3), List.copyOf(row.texts(4)), row.texts(5));
    }
  }

  static TrackingTable read(CatalogSession session, String schema) {
    List<Shape> found = session.rows(TABLE, Shape::of, schema);
    if (found.isEmpty()) {
      return new TrackingTable.Absent(session.rows(OTHERS, row -> row.number(1), schema).get(0));
    }
    Shape shape = found.get(0);
    if (!shape.kind().equals("r")) {
      return new TrackingTable.Unreadable("`_prisma_migrations` is no ordinary table");
    }
    if (!shape.readable()) {
      return new TrackingTable.Unreadable("this role may not read it");
    }
    List<String> foreign = shape.foreign().stream().filter(COLUMNS::contains).toList();
    if (!foreign.isEmpty()) {
      // Showing such a value could run a function of somebody else's.
      return new TrackingTable.Unreadable(
          "its column `" + foreign.get(0) + "` has a type that is not built in");
    }
    if (shape.hidden()) {
      return new TrackingTable.Unreadable("row-level security may hide rows of it from this role");
    }
    session.rows(LOOK_THERE, row -> "", schema);
    List<TrackingRow> rows = session.rows(ROWS, TrackingTableReader::row);
    if (rows.size() > MOST_ROWS) {
      return new TrackingTable.Unreadable("it has more than " + MOST_ROWS + " rows");
    }
    return new TrackingTable.Rows(rows, oddities(shape, rows));
  }

  private static List<String> oddities(Shape shape, List<TrackingRow> rows) {
    List<String> oddities = new ArrayList<>();
    COLUMNS.stream()
        .filter(column -> !shape.columns().contains(column))
        .sorted()
        .forEach(column -> oddities.add("the column `" + column + "` is missing"));
    long nameless = rows.stream().filter(row -> row.name() == null).count();
    if (nameless > 0) {
      oddities.add(nameless + " of its rows name no migration");
    }
    long unordered =
        rows.stream()
            .filter(r -> r.finishedAt() != null && r.startedAt() != null)
            .filter(r -> String.valueOf(r.finishedAt()).compareTo(r.startedAt()) < 0)
            .count();
    if (unordered > 0) {
      oddities.add(unordered + " of its rows finished before they started");
    }
    return oddities;
  }

  private static TrackingRow row(CatalogRow row) {
    return new TrackingRow(
        row.textOrNull(1),
        row.textOrNull(2),
        row.textOrNull(3),
        row.textOrNull(4),
        row.textOrNull(5),
        row.textOrNull(6),
        row.textOrNull(7),
        steps(row.textOrNull(8)));
  }

  private static int steps(@Nullable String text) {
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }
}
