package dev.sallyport.server.catalog;

import dev.sallyport.server.catalog.Description.Column;
import dev.sallyport.server.catalog.Description.EnumType;
import dev.sallyport.server.catalog.Description.Key;
import dev.sallyport.server.catalog.Description.Relation;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects a {@link Description}: what the role may look into, page by page. */
final class Describing {
  private static final int PAGE = 50;

  /** Partitions are told of through their parent; what an extension brought is left out. */
  private static final String RELATIONS =
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind, obj_description(c.oid, 'pg_class'),
             c.reltuples::bigint,
             CASE WHEN c.relkind IN ('r', 'm', 'p') THEN pg_total_relation_size(c.oid) ELSE 0 END,
             p.total
      FROM (SELECT c.oid, count(*) OVER () AS total
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
              AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
              AND concat(n.nspname, '.', c.relname) LIKE ANY ($1::text[])
              AND has_schema_privilege(n.oid, 'USAGE')
              AND has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
              AND c.oid NOT IN (SELECT d.objid FROM pg_depend d
                                WHERE d.refclassid = 'pg_extension'::regclass
                                  AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
            ORDER BY n.nspname, c.relname LIMIT $2::int OFFSET $3::int) p
      JOIN pg_class c ON c.oid = p.oid JOIN pg_namespace n ON n.oid = c.relnamespace
      ORDER BY n.nspname, c.relname
      """;

  private static final String COLUMNS =
      """
      SELECT t.attrelid, t.attname, format_type(t.atttypid, t.atttypmod), NOT t.attnotnull,
             CASE WHEN t.attidentity <> '' THEN 'identity'
                  WHEN t.attgenerated <> '' THEN concat('generated: ',
                                                        pg_get_expr(d.adbin, d.adrelid))
                  ELSE pg_get_expr(d.adbin, d.adrelid) END,
             col_description(t.attrelid, t.attnum)
      FROM pg_attribute t
      LEFT JOIN pg_attrdef d ON d.adrelid = t.attrelid AND d.adnum = t.attnum
      WHERE t.attrelid = ANY ($1::oid[]) AND t.attnum > 0 AND NOT t.attisdropped
      ORDER BY t.attrelid, t.attnum
      """;

  private static final String CONSTRAINTS =
      """
      SELECT k.conrelid, k.contype,
             ARRAY(SELECT t.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(num, pos)
                   JOIN pg_attribute t ON t.attrelid = k.conrelid AND t.attnum = u.num
                   ORDER BY u.pos),
             CASE WHEN k.contype = 'f' THEN concat(k.confrelid::regclass, '(',
               (SELECT string_agg(t.attname, ', ' ORDER BY u.pos)
                FROM unnest(k.confkey) WITH ORDINALITY u(num, pos)
                JOIN pg_attribute t ON t.attrelid = k.confrelid AND t.attnum = u.num), ')') END,
             k.confdeltype, pg_get_constraintdef(k.oid)
      FROM pg_constraint k
      WHERE k.conrelid = ANY ($1::oid[]) AND k.contype IN ('p', 'u', 'f', 'c')
      ORDER BY k.conrelid, position(k.contype in 'pufc'), k.conname
      """;

  private static final String INDEXES =
      """
      SELECT i.indrelid, pg_get_indexdef(i.indexrelid)
      FROM pg_index i WHERE i.indrelid = ANY ($1::oid[])
        AND NOT EXISTS (SELECT FROM pg_constraint k
                        WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
      ORDER BY 1, 2
      """;

  private static final String ENUMS =
      """
      SELECT n.nspname, y.typname,
             ARRAY(SELECT m.enumlabel::text FROM pg_enum m WHERE m.enumtypid = y.oid
                   ORDER BY m.enumsortorder)
      FROM pg_type y JOIN pg_namespace n ON n.oid = y.typnamespace
      WHERE y.typtype = 'e' AND EXISTS (
        SELECT FROM pg_attribute t WHERE t.attrelid = ANY ($1::oid[]) AND NOT t.attisdropped
          AND t.atttypid IN (y.oid, y.typarray))
      ORDER BY 1, 2
      """;

  private Describing() {}

  private record Found(
      long oid,
      String schema,
      String name,
      char kind,
      String comment,
      long rows,
      long bytes,
      int total) {}

  private record Of<T>(long oid, T part) {}

  static Description page(List<String> globs, int page, CatalogSession session) {
    int from = Math.max(0, Math.min(page - 1, 100_000)) * PAGE;
    List<Found> found =
        session.rows(RELATIONS, Describing::found, Globs.patterns(globs), PAGE, from);
    List<Long> oids = found.stream().map(Found::oid).toList();
    if (oids.isEmpty()) {
      return new Description(List.of(), List.of(), 0, 0);
    }
    Map<Long, List<Column>> columns = byRelation(session.rows(COLUMNS, Describing::column, oids));
    Map<Long, List<Constraint>> constraints =
        byRelation(session.rows(CONSTRAINTS, Describing::constraint, oids));
    Map<Long, List<String>> indexes =
        byRelation(session.rows(INDEXES, row -> new Of<>(row.number(1), row.text(2)), oids));
    List<Relation> relations = new ArrayList<>();
    for (Found one : found) {
      List<Constraint> mine = constraints.getOrDefault(one.oid(), List.of());
      relations.add(
          new Relation(
              one.schema(),
              one.name(),
              kind(one.kind()),
              one.comment().isEmpty() ? null : one.comment(),
              one.rows(),
              one.bytes(),
              columns.getOrDefault(one.oid(), List.of()),
              mine.stream().filter(c -> c.type() != 'c').map(Describing::key).toList(),
              indexes.getOrDefault(one.oid(), List.of()),
              mine.stream().filter(c -> c.type() == 'c').map(Constraint::text).toList()));
    }
    int total = found.get(0).total();
    return new Description(
        relations,
        session.rows(ENUMS, row -> new EnumType(row.text(1), row.text(2), row.texts(3)), oids),
        total,
        from + PAGE < total ? page + 1 : 0);
  }

  private static Found found(CatalogRow row) {
    String comment = row.textOrNull(5);
    return new Found(
        row.number(1),
        row.text(2),
        row.text(3),
        row.text(4).charAt(0),
        comment == null ? "" : comment,
        row.number(6),
        row.number(7),
        (int) row.number(8));
  }

  private static Of<Column> column(CatalogRow row) {
    return new Of<>(
        row.number(1),
        new Column(row.text(2), row.text(3), row.flag(4), row.textOrNull(5), row.textOrNull(6)));
  }

  private record Constraint(
      char type, List<String> columns, String references, char onDelete, String text) {}

  private static Of<Constraint> constraint(CatalogRow row) {
    String references = row.textOrNull(4);
    String onDelete = row.textOrNull(5);
    return new Of<>(
        row.number(1),
        new Constraint(
            row.text(2).charAt(0),
            row.texts(3),
            references == null ? "" : references,
            onDelete == null || onDelete.isEmpty() ? ' ' : onDelete.charAt(0),
            row.text(6)));
  }

  private static Key key(Constraint constraint) {
    return switch (constraint.type()) {
      case 'p' -> new Key("primary", constraint.columns(), null, null);
      case 'u' -> new Key("unique", constraint.columns(), null, null);
      default ->
          new Key(
              "foreign",
              constraint.columns(),
              constraint.references(),
              onDelete(constraint.onDelete()));
    };
  }

  private static String onDelete(char action) {
    return switch (action) {
      case 'c' -> "cascade";
      case 'n' -> "set null";
      case 'd' -> "set default";
      case 'r' -> "restrict";
      default -> "no action";
    };
  }

  private static String kind(char kind) {
    return switch (kind) {
      case 'p' -> "partitioned-table";
      case 'v' -> "view";
      case 'm' -> "materialized-view";
      case 'f' -> "foreign-table";
      default -> "table";
    };
  }

  private static <T> Map<Long, List<T>> byRelation(List<Of<T>> parts) {
    Map<Long, List<T>> map = new HashMap<>();
    parts.forEach(
        part -> map.computeIfAbsent(part.oid(), oid -> new ArrayList<>()).add(part.part()));
    return map;
  }
}
