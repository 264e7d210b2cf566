package dev.sallyport.server.migration.operation;

import dev.sallyport.server.gateway.PlanningGround;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in a schema and belongs to no extension.
 *
 * @param drops the statements that take it away, dependents first where that matters
 */
record SchemaContents(List<String> drops) {
  private static final String OBJECTS =
      """
      WITH own AS (
        SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = $1
      ), member AS (
        SELECT d.classid, d.objid FROM pg_catalog.pg_depend d WHERE d.deptype IN ('e', 'i')
      )
      SELECT 1, 'VIEW', pg_catalog.format('%I.%I', $1, c.relname)
      FROM pg_catalog.pg_class c JOIN own ON own.oid = c.relnamespace
      WHERE c.relkind = 'v' AND NOT EXISTS (SELECT FROM member m WHERE m.objid = c.oid
        AND m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)
      UNION ALL
      SELECT 2, 'MATERIALIZED VIEW', pg_catalog.format('%I.%I', $1, c.relname)
      FROM pg_catalog.pg_class c JOIN own ON own.oid = c.relnamespace
      WHERE c.relkind = 'm' AND NOT EXISTS (SELECT FROM member m WHERE m.objid = c.oid
        AND m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)
      UNION ALL
      SELECT 3, 'TABLE', pg_catalog.format('%I.%I', $1, c.relname)
      FROM pg_catalog.pg_class c JOIN own ON own.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT EXISTS (
        SELECT FROM member m WHERE m.objid = c.oid
        AND m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)
      UNION ALL
      SELECT 4, 'SEQUENCE', pg_catalog.format('%I.%I', $1, c.relname)
      FROM pg_catalog.pg_class c JOIN own ON own.oid = c.relnamespace
      WHERE c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
        WHERE d.objid = c.oid AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
          AND d.deptype IN ('e', 'i', 'a'))
      UNION ALL
      SELECT 5, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE'
                ELSE 'FUNCTION' END,
             pg_catalog.format('%I.%I(%s)', $1, p.proname,
                               pg_catalog.pg_get_function_identity_arguments(p.oid))
      FROM pg_catalog.pg_proc p JOIN own ON own.oid = p.pronamespace
      WHERE NOT EXISTS (SELECT FROM member m WHERE m.objid = p.oid
        AND m.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass)
      UNION ALL
      SELECT 6, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END,
             pg_catalog.format('%I.%I', $1, t.typname)
      FROM pg_catalog.pg_type t JOIN own ON own.oid = t.typnamespace
      LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
      WHERE (t.typtype IN ('d', 'e', 'r') OR (t.typtype = 'c' AND c.relkind = 'c'))
        AND NOT EXISTS (SELECT FROM member m WHERE m.objid = t.oid
          AND m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass)
      ORDER BY 1, 2, 3
      """;

  private record Found(String kind, String name) {}

  SchemaContents {
    drops = List.copyOf(drops);
  }

  static SchemaContents read(PlanningGround ground, String schema) {
    List<Found> found =
        ground.ask(
            session -> session.rows(OBJECTS, row -> new Found(row.text(2), row.text(3)), schema));
    List<String> drops = new ArrayList<>();
    for (String kind :
        List.of(
            "VIEW",
            "MATERIALIZED VIEW",
            "TABLE",
            "SEQUENCE",
            "FUNCTION",
            "PROCEDURE",
            "AGGREGATE",
            "DOMAIN",
            "TYPE")) {
      List<String> names =
          found.stream().filter(one -> one.kind().equals(kind)).map(Found::name).toList();
      if (!names.isEmpty()) {
        drops.add("DROP " + kind + " IF EXISTS " + String.join(", ", names) + " CASCADE");
      }
    }
    return new SchemaContents(drops);
  }
}
