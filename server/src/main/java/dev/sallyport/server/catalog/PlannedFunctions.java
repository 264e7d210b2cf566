package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.server.catalog.Neighbour.Link;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The functions that merely planning a read of a relation runs: PostgreSQL simplifies the
 * expressions of indexes, checks, partition keys and statistics whenever it plans, and runs an
 * immutable function there whose arguments are constants, such as {@code f('x')} in an index over
 * {@code a + f('x')}.
 */
final class PlannedFunctions {
  /** {@code stxexprs} exists since 14: what is asked of a row's JSON is null before. */
  private static final String TREES =
      """
      WITH RECURSIVE above(oid, parent) AS (
        SELECT u.oid, u.oid FROM unnest($1::oid[]) u(oid)
        UNION
        SELECT a.oid, i.inhparent FROM above a JOIN pg_inherits i ON i.inhrelid = a.parent
      )
      SELECT i.indrelid, concat(i.indexprs::text, ' ', i.indpred::text)
      FROM pg_index i WHERE i.indrelid = ANY ($1::oid[])
        AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
      UNION ALL
      SELECT k.conrelid, k.conbin::text FROM pg_constraint k
      WHERE k.conrelid = ANY ($1::oid[]) AND k.contype = 'c'
      UNION ALL
      SELECT a.oid, p.partexprs::text
      FROM above a JOIN pg_partitioned_table p ON p.partrelid = a.parent
      WHERE p.partexprs IS NOT NULL
      UNION ALL
      SELECT s.stxrelid, to_jsonb(s) ->> 'stxexprs' FROM pg_statistic_ext s
      WHERE s.stxrelid = ANY ($1::oid[]) AND to_jsonb(s) ->> 'stxexprs' IS NOT NULL
      """;

  /**
   * From functions on to what stands in their arguments' defaults, and in the text of those that
   * are SQL, which PostgreSQL puts in the call's place. A name that is spelt with escapes can't be
   * found in a text, so that the function itself counts.
   */
  private static final String REACHED =
      """
      WITH RECURSIVE reached(root, oid, runs) AS (
        SELECT u.oid, u.oid, u.runs FROM unnest($1::oid[], $2::bool[]) u(oid, runs)
        UNION
        SELECT b.root, x.function, true
        FROM reached b JOIN pg_proc s ON s.oid = b.oid AND s.oid >= 16384
        CROSS JOIN LATERAL (
          SELECT m[1]::oid AS function
          FROM regexp_matches(concat(s.proargdefaults::text, ' ', to_jsonb(s) ->> 'prosqlbody'),
                 ':(?:funcid|opfuncid|aggfnoid|winfnoid) ([1-9][0-9]{4,})', 'g') m
          UNION ALL
          SELECT p.oid FROM pg_proc p
          WHERE s.prolang = 14 AND p.oid >= 16384 AND p.oid <> s.oid
            AND strpos(lower(s.prosrc), lower(p.proname)) > 0
            AND (p.proname !~ '^[a-z0-9_]+$' OR s.prosrc ~* concat('\\m', p.proname, '\\M'))
          UNION ALL
          SELECT s.oid WHERE s.prolang = 14 AND s.prosrc ~* 'u&\\s*"'
          OFFSET 0) x(function)
      )
      SELECT DISTINCT b.root, n.nspname, p.proname,
      """
          + Membership.OF_FUNCTION
          + """
      FROM reached b JOIN pg_proc p ON p.oid = b.oid JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE b.runs AND p.oid >= 16384 AND p.provolatile = 'i'
      """;

  private record Tree(long relation, String text) {}

  private record Reached(long root, ObjectName name, String extension) {}

  private PlannedFunctions() {}

  /** What reading the relations runs besides, where writing them runs functions of users. */
  static List<Neighbour> of(List<Neighbour> neighbours, CatalogSession session) {
    Set<Long> relations = new TreeSet<>();
    for (Neighbour neighbour : neighbours) {
      boolean users =
          neighbour.link() == Link.FUNCTION_OF_WRITING
              && !"pg_catalog".equals(neighbour.name().schema());
      if (users) {
        relations.add(neighbour.from());
      }
    }
    return relations.isEmpty() ? List.of() : of(relations, session);
  }

  private static List<Neighbour> of(Collection<Long> relations, CatalogSession session) {
    Map<Long, Boolean> functions = new LinkedHashMap<>();
    Map<Long, Set<Long>> users = new HashMap<>();
    for (Tree tree : session.rows(TREES, PlannedFunctions::tree, relations)) {
      ExpressionTree.functions(tree.text())
          .forEach(
              (function, constant) -> {
                functions.merge(function, constant, Boolean::logicalOr);
                users.computeIfAbsent(function, f -> new HashSet<>()).add(tree.relation());
              });
    }
    if (functions.isEmpty()) {
      return List.of();
    }
    List<Neighbour> run = new ArrayList<>();
    for (Reached reached :
        session.rows(REACHED, PlannedFunctions::reached, functions.keySet(), functions.values())) {
      for (long relation : users.getOrDefault(reached.root(), Set.of())) {
        run.add(
            new Neighbour(
                relation,
                Link.FUNCTION_OF_READING,
                0,
                reached.name(),
                ' ',
                "",
                Set.of(),
                reached.extension()));
      }
    }
    return run;
  }

  private static Tree tree(CatalogRow row) {
    return new Tree(row.number(1), row.text(2));
  }

  private static Reached reached(CatalogRow row) {
    String extension = row.textOrNull(4);
    return new Reached(
        row.number(1), ObjectName.of(row.text(2), row.text(3)), extension == null ? "" : extension);
  }
}
