package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code CASCADE} takes along, whatever is dropped: a schema's tables, the columns of a type,
 * the views over a column (PostgreSQL docs, Dependency Tracking). What an object owns goes with it
 * and is not named: its indexes, its own constraints, its sequences' defaults.
 */
final class Dependents {
  /** More than this is not listed: the statement then has an effect that always denies. */
  private static final int MOST = 10_000;

  /**
   * Names become catalog entries (every overload of a function, since the arguments may be left
   * out), then dependencies are followed. A whole object is followed through all of its columns, a
   * column through itself only. What depends on a part that can't be dropped alone (a view's rule,
   * an array's element type) takes the owner.
   */
  private static final String TAKEN =
      """
      WITH RECURSIVE asked AS MATERIALIZED (
        SELECT * FROM unnest($1::text[], $2::name[], $3::text[]) a(kind, schema, name)
      ), root(classid, objid, sub) AS (
        SELECT 'pg_class'::regclass::oid, c.oid, 0
        FROM asked a JOIN pg_class c ON c.relname = a.name
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.kind IN ('TABLE', 'VIEW', 'MATERIALIZED_VIEW', 'FOREIGN_TABLE', 'SEQUENCE', 'INDEX')
          AND CASE WHEN a.schema = '' THEN n.nspname = ANY ($4::name[]) ELSE n.nspname = a.schema END
        UNION ALL
        SELECT 'pg_class'::regclass::oid, c.oid, t.attnum::int
        FROM asked a JOIN pg_class c ON c.relname = left(a.name, length(c.relname))
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute t ON t.attrelid = c.oid AND concat(c.relname, '.', t.attname) = a.name
        WHERE a.kind = 'COLUMN'
          AND CASE WHEN a.schema = '' THEN n.nspname = ANY ($4::name[]) ELSE n.nspname = a.schema END
        UNION ALL
        SELECT 'pg_constraint'::regclass::oid, k.oid, 0
        FROM asked a JOIN pg_constraint k ON right(a.name, length(k.conname) + 1) = '.' || k.conname
        JOIN pg_class c ON c.oid = k.conrelid AND concat(c.relname, '.', k.conname) = a.name
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.kind = 'CONSTRAINT'
          AND CASE WHEN a.schema = '' THEN n.nspname = ANY ($4::name[]) ELSE n.nspname = a.schema END
        UNION ALL
        SELECT 'pg_namespace'::regclass::oid, n.oid, 0
        FROM asked a JOIN pg_namespace n ON n.nspname = a.name WHERE a.kind = 'SCHEMA'
        UNION ALL
        SELECT 'pg_extension'::regclass::oid, e.oid, 0
        FROM asked a JOIN pg_extension e ON e.extname = a.name WHERE a.kind = 'EXTENSION'
        UNION ALL
        SELECT 'pg_type'::regclass::oid, t.oid, 0
        FROM asked a JOIN pg_type t ON t.typname = a.name
        JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE a.kind IN ('TYPE', 'DOMAIN')
          AND CASE WHEN a.schema = '' THEN n.nspname = ANY ($4::name[]) ELSE n.nspname = a.schema END
        UNION ALL
        SELECT 'pg_proc'::regclass::oid, p.oid, 0
        FROM asked a JOIN pg_proc p ON p.proname = a.name
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE a.kind IN ('FUNCTION', 'PROCEDURE', 'AGGREGATE')
          AND CASE WHEN a.schema = '' THEN n.nspname = ANY ($4::name[]) ELSE n.nspname = a.schema END
      ), taken(classid, objid, sub) AS (
        SELECT classid, objid, sub FROM root
        UNION
        SELECT x.classid, x.objid, x.sub
        FROM taken t
        JOIN pg_depend d ON d.refclassid = t.classid AND d.refobjid = t.objid
          AND (t.sub = 0 OR d.refobjsubid = t.sub) AND d.deptype IN ('n', 'a', 'i', 'P', 'S', 'e')
        CROSS JOIN LATERAL (
          SELECT d.classid, d.objid, d.objsubid AS sub
          UNION ALL
          SELECT o.refclassid, o.refobjid, o.refobjsubid FROM pg_depend o
          WHERE o.classid = d.classid AND o.objid = d.objid AND o.objsubid = d.objsubid
            AND o.deptype = 'i') x
      )
      SELECT DISTINCT i.type, coalesce(n.nspname, i.schema, ''),
        CASE WHEN i.type IN ('function', 'procedure', 'aggregate') THEN p.proname
             WHEN t.sub > 0 THEN concat(c.relname, '.', a.attname)
             WHEN t.classid = 'pg_constraint'::regclass AND k.conrelid <> 0
               THEN concat(o.relname, '.', k.conname)
             WHEN t.classid = 'pg_trigger'::regclass THEN concat(o.relname, '.', g.tgname)
             WHEN t.classid = 'pg_policy'::regclass THEN concat(o.relname, '.', y.polname)
             WHEN t.classid = 'pg_attrdef'::regclass THEN concat(o.relname, '.', da.attname)
             ELSE coalesce(c.relname, ty.typname, i.name, i.identity) END
      FROM taken t
      CROSS JOIN LATERAL pg_identify_object(t.classid, t.objid, t.sub) i
      LEFT JOIN pg_class c ON t.classid = 'pg_class'::regclass AND c.oid = t.objid
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND t.sub > 0 AND a.attnum = t.sub
      LEFT JOIN pg_proc p ON t.classid = 'pg_proc'::regclass AND p.oid = t.objid
      LEFT JOIN pg_constraint k ON t.classid = 'pg_constraint'::regclass AND k.oid = t.objid
      LEFT JOIN pg_trigger g ON t.classid = 'pg_trigger'::regclass AND g.oid = t.objid
      LEFT JOIN pg_policy y ON t.classid = 'pg_policy'::regclass AND y.oid = t.objid
      LEFT JOIN pg_attrdef f ON t.classid = 'pg_attrdef'::regclass AND f.oid = t.objid
      LEFT JOIN pg_attribute da ON da.attrelid = f.adrelid AND da.attnum = f.adnum
      LEFT JOIN pg_rewrite w ON t.classid = 'pg_rewrite'::regclass AND w.oid = t.objid
      LEFT JOIN pg_index x ON t.classid = 'pg_class'::regclass AND x.indexrelid = t.objid
      LEFT JOIN pg_type ty ON t.classid = 'pg_type'::regclass AND ty.oid = t.objid
      LEFT JOIN pg_class o
        ON o.oid = coalesce(k.conrelid, g.tgrelid, y.polrelid, f.adrelid, w.ev_class, x.indrelid)
      LEFT JOIN pg_namespace n ON n.oid =
        coalesce(o.relnamespace, c.relnamespace, p.pronamespace, ty.typnamespace)
      WHERE NOT EXISTS (SELECT FROM root r
                        WHERE r.classid = t.classid AND r.objid = t.objid AND r.sub IN (0, t.sub))
        AND NOT EXISTS (SELECT FROM taken u
                        WHERE u.classid = 'pg_class'::regclass AND u.sub = 0
                          AND (u.objid = o.oid OR t.sub > 0 AND u.objid = t.objid))
        AND NOT EXISTS (SELECT FROM taken u
                        WHERE u.classid = 'pg_class'::regclass AND u.sub > 0 AND u.objid = f.adrelid
                          AND u.sub = f.adnum)
        AND coalesce(k.contype, 'c') <> 'n' AND coalesce(w.rulename, '') <> '_RETURN' AND coalesce(g.tgisinternal, false) = false
        AND coalesce(ty.typrelid, 0) = 0 AND coalesce(ty.typelem, 0) = 0
        AND coalesce(c.relkind, 'r') NOT IN ('t', 'c')
        AND (x.indexrelid IS NULL OR NOT EXISTS (
              SELECT FROM pg_depend e
              WHERE e.classid = t.classid AND e.objid = t.objid AND e.deptype = 'i'))
        AND (c.relkind IN ('r', 'p') OR NOT EXISTS (
              SELECT FROM pg_depend e
              WHERE e.classid = t.classid AND e.objid = t.objid AND e.deptype = 'e'))
      ORDER BY 1, 2, 3 LIMIT 10001
      """;

  private Dependents() {}

  /** The effects of every {@code CASCADE} among the effects of a statement. */
  static List<Effect> of(List<Effect> effects, CatalogSession session) {
    List<Effect> roots =
        effects.stream()
            .filter(
                effect ->
                    effect.kind() == EffectKind.DROP
                        && effect.has(Qualifier.CASCADE)
                        && !effect.has(Qualifier.IMPLICIT))
            .toList();
    if (roots.isEmpty()) {
      return List.of();
    }
    List<Effect> taken =
        session.rows(
            TAKEN,
            row -> taken(row.text(1), row.text(2), row.text(3)),
            roots.stream().map(effect -> effect.objectKind().name()).toList(),
            roots.stream().map(effect -> orEmpty(effect.object().schema())).toList(),
            roots.stream().map(effect -> effect.object().name()).toList(),
            RelationNames.path(session));
    return taken.size() > MOST ? shortened(taken) : taken;
  }

  private static List<Effect> shortened(List<Effect> taken) {
    List<Effect> first = new ArrayList<>(taken.subList(0, MOST));
    first.add(Effect.of(EffectKind.UNKNOWN));
    return first;
  }

  private static Effect taken(String type, String schema, String name) {
    Effect effect =
        Effect.of(
                EffectKind.DROP, kind(type), ObjectName.of(schema.isEmpty() ? null : schema, name))
            .with(Qualifier.IMPLICIT, Qualifier.CASCADE);
    return holdsRows(effect.objectKind()) ? effect.with(Qualifier.DATA_LOSS) : effect;
  }

  private static boolean holdsRows(ObjectKind kind) {
    return kind == ObjectKind.TABLE || kind == ObjectKind.COLUMN;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static ObjectKind kind(String type) {
    return switch (type) {
      case "table" -> ObjectKind.TABLE;
      case "view" -> ObjectKind.VIEW;
      case "materialized view" -> ObjectKind.MATERIALIZED_VIEW;
      case "foreign table" -> ObjectKind.FOREIGN_TABLE;
      case "sequence" -> ObjectKind.SEQUENCE;
      case "index" -> ObjectKind.INDEX;
      case "table column", "view column", "foreign table column", "default value" ->
          ObjectKind.COLUMN;
      case "table constraint", "domain constraint" -> ObjectKind.CONSTRAINT;
      case "type" -> ObjectKind.TYPE;
      case "domain" -> ObjectKind.DOMAIN;
      case "function" -> ObjectKind.FUNCTION;
      case "procedure" -> ObjectKind.PROCEDURE;
      case "aggregate" -> ObjectKind.AGGREGATE;
      case "trigger" -> ObjectKind.TRIGGER;
      case "policy" -> ObjectKind.POLICY;
      case "rule" -> ObjectKind.RULE;
      case "extension" -> ObjectKind.EXTENSION;
      case "operator" -> ObjectKind.OPERATOR;
      case "cast" -> ObjectKind.CAST;
      case "collation" -> ObjectKind.COLLATION;
      case "event trigger" -> ObjectKind.EVENT_TRIGGER;
      case "server" -> ObjectKind.SERVER;
      case "statistics object" -> ObjectKind.STATISTICS;
      default -> ObjectKind.OTHER;
    };
  }
}
