package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the relations that names stand for, as the request's search path would. */
final class RelationNames {
  /** A key over an inheritance parent says nothing about its children's rows. */
  private static final String FIND =
      """
      SELECT a.ord, f.oid, f.nspname, f.relname, f.relkind,
             ARRAY(SELECT (SELECT string_agg(quote_ident(t.attname), ',')
                           FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(num, pos)
                           JOIN pg_attribute t ON t.attrelid = i.indrelid AND t.attnum = k.num
                           WHERE k.pos <= i.indnkeyatts)
                   FROM pg_index i
                   WHERE i.indrelid = f.oid AND i.indisunique AND i.indisvalid
                     AND i.indpred IS NULL AND i.indexprs IS NULL
                     AND NOT (f.relhassubclass AND f.relkind = 'r'))
      FROM unnest($1::name[], $2::name[]) WITH ORDINALITY a(schema, name, ord)
      CROSS JOIN LATERAL (
        SELECT c.oid, n.nspname, c.relname, c.relkind, c.relhassubclass
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relname = a.name
          AND CASE WHEN a.schema = '' THEN
                     (n.nspname = ANY ($3::name[]) AND has_schema_privilege(n.oid, 'USAGE')
                      OR n.oid = pg_my_temp_schema())
                   WHEN a.schema = 'pg_temp' THEN n.oid = pg_my_temp_schema()
                   ELSE n.nspname = a.schema END
        ORDER BY coalesce(array_position($3::name[], n.nspname), 1000000)
        LIMIT 1) f
      """;

  private static final String CREATION_SCHEMA =
      """
      SELECT n.nspname FROM pg_namespace n
      WHERE n.nspname = ANY ($1::name[]) AND has_schema_privilege(n.oid, 'USAGE')
      ORDER BY array_position($1::name[], n.nspname) LIMIT 1
      """;

  private RelationNames() {}

  /** The relations of those names that exist, under the names as they were given. */
  static Map<ObjectName, Relation> find(Collection<ObjectName> names, CatalogSession session) {
    Map<ObjectName, Relation> found = new LinkedHashMap<>();
    if (names.isEmpty()) {
      return found;
    }
    List<ObjectName> asked = List.copyOf(names);
    session
        .rows(
            FIND,
            row -> Map.entry((int) row.number(1) - 1, relation(row)),
            asked.stream().map(name -> name.schema() == null ? "" : name.schema()).toList(),
            asked.stream().map(ObjectName::name).toList(),
            path(session))
        .forEach(entry -> found.put(asked.get(entry.getKey()), entry.getValue()));
    return found;
  }

  /** The search path with what always stands first. */
  static List<String> path(CatalogSession session) {
    List<String> path = new ArrayList<>(List.of("pg_catalog"));
    path.addAll(session.searchPath());
    return path;
  }

  /** The schema in which an unqualified name is created; empty where there is none. */
  static String creationSchema(CatalogSession session) {
    List<String> schemas = session.rows(CREATION_SCHEMA, row -> row.text(1), session.searchPath());
    return schemas.isEmpty() ? "" : schemas.get(0);
  }

  private static Relation relation(CatalogRow row) {
    List<Set<String>> keys = new ArrayList<>();
    for (String key : row.texts(6)) {
      keys.add(new LinkedHashSet<>(identifiers(key)));
    }
    return new Relation(
        row.number(2), ObjectName.of(row.text(3), row.text(4)), row.text(5).charAt(0), keys);
  }

  /** Identifiers as {@code quote_ident} writes them, separated by commas. */
  private static List<String> identifiers(String list) {
    if (list.indexOf('"') < 0) {
      return Arrays.asList(list.split(","));
    }
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '"' && quoted && i + 1 < list.length() && list.charAt(i + 1) == '"') {
        name.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return names;
  }
}
