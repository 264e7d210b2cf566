package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.BuiltinFunctions;
import dev.sallyport.policy.sql.BuiltinTypes;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reference;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.CatalogRow;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The functions that a statement's names may run: functions themselves, operators, casts and the
 * checks of domains. A name with any candidate outside {@code pg_catalog} may mean that one.
 */
final class Callables {
  /**
   * Every candidate outside the system's schemas; for operators, casts and domains the function
   * behind. A column wins over a function of the same name, where the row has one.
   */
  private static final String CANDIDATES =
      """
      WITH name AS MATERIALIZED (
        SELECT * FROM unnest($1::text[], $2::name[], $3::name[])
          WITH ORDINALITY a(kind, schema, name, ord)
      ), candidate AS (
        SELECT a.ord, 'FUNCTION' AS what, p.pronamespace AS namespace, p.proname AS name,
               p.oid AS function
        FROM name a JOIN pg_proc p ON p.proname = a.name
        WHERE a.kind = 'function'
           OR a.kind = 'attribute' AND p.pronargs >= 1 AND p.pronargs - p.pronargdefaults <= 1
              AND NOT EXISTS (
                SELECT FROM pg_type t JOIN pg_attribute c ON c.attrelid = t.typrelid
                WHERE t.oid = p.proargtypes[0] AND t.typrelid <> 0 AND c.attname = a.name)
        UNION ALL
        SELECT a.ord, 'OPERATOR', o.oprnamespace, o.oprname, o.oprcode::oid
        FROM name a JOIN pg_operator o ON o.oprname = a.name WHERE a.kind = 'operator'
        UNION ALL
        SELECT a.ord, 'TYPE', t.typnamespace, t.typname, t.typinput::oid
        FROM name a JOIN pg_type t ON t.typname = a.name
        WHERE a.kind = 'type' AND t.typtype = 'b' AND t.typcategory <> 'A'
        UNION ALL
        SELECT a.ord, 'TYPE', t.typnamespace, t.typname, m[1]::oid
        FROM name a JOIN pg_type t ON t.typname = a.name
        JOIN pg_constraint k ON k.contypid = t.oid,
             regexp_matches(k.conbin::text, ':(?:funcid|opfuncid) ([1-9][0-9]*)', 'g') m
        WHERE a.kind = 'type'
      )
      SELECT a.ord, c.what, n.nspname, c.name, f.nspname, p.proname, coalesce(e.extname, '')
      FROM candidate c JOIN name a ON a.ord = c.ord
      JOIN pg_namespace n ON n.oid = c.namespace
      JOIN pg_proc p ON p.oid = c.function
      JOIN pg_namespace f ON f.oid = p.pronamespace
      LEFT JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
        AND d.deptype = 'e'
      LEFT JOIN pg_extension e ON e.oid = d.refobjid
      WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND (n.nspname = a.schema OR a.schema = '' AND n.nspname = ANY ($4::name[]))
      UNION ALL
      SELECT 0, 'CAST', n.nspname, concat(s.typname, ' AS ', t.typname), f.nspname, p.proname,
             coalesce(e.extname, '')
      FROM pg_cast k JOIN pg_proc p ON p.oid = k.castfunc
      JOIN pg_namespace f ON f.oid = p.pronamespace
      JOIN pg_type s ON s.oid = k.castsource JOIN pg_type t ON t.oid = k.casttarget
      JOIN pg_namespace n ON n.oid = t.typnamespace
      LEFT JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
        AND d.deptype = 'e'
      LEFT JOIN pg_extension e ON e.oid = d.refobjid
      WHERE f.nspname NOT IN ('pg_catalog', 'information_schema')
      """;

  /** A candidate for the name at {@code index}; casts have none, they apply where types meet. */
  private record Candidate(
      int index, ObjectKind kind, ObjectName name, ObjectName function, String extension) {}

  private record Asked(String kind, ObjectName name) {}

  private Callables() {}

  /** The statement's effects with what its names may run. */
  static List<Effect> resolve(Statement statement, List<Effect> effects, CatalogSession session) {
    List<Asked> asked = asked(statement.references());
    if (asked.isEmpty()) {
      return effects;
    }
    List<Candidate> candidates =
        session.rows(
            CANDIDATES,
            Callables::candidate,
            asked.stream().map(Asked::kind).toList(),
            asked.stream().map(a -> a.name().schema() == null ? "" : a.name().schema()).toList(),
            asked.stream().map(a -> a.name().name()).toList(),
            session.searchPath());
    Set<Effect> resolved = new LinkedHashSet<>(effects);
    for (int i = 0; i < asked.size(); i++) {
      int index = i;
      List<Candidate> mine = candidates.stream().filter(c -> c.index() == index).toList();
      if (!mine.isEmpty()) {
        resolved.removeIf(effect -> saysCallOf(effect, asked.get(index).name()));
      }
    }
    candidates.forEach(candidate -> resolved.addAll(effects(candidate)));
    return List.copyOf(resolved);
  }

  /** The reader says {@code call} of every name no built-in has; here it is known better. */
  private static boolean saysCallOf(Effect effect, ObjectName name) {
    return effect.kind() == EffectKind.CALL
        && effect.qualifiers().isEmpty()
        && (effect.objectKind() == ObjectKind.FUNCTION
            || effect.objectKind() == ObjectKind.OPERATOR)
        && effect.object().equals(name);
  }

  private static List<Effect> effects(Candidate candidate) {
    List<Effect> ofFunction = FunctionEffects.of(candidate.function(), candidate.extension());
    boolean unreviewed = ofFunction.stream().anyMatch(effect -> effect.kind() == EffectKind.CALL);
    return unreviewed
        ? List.of(Effect.of(EffectKind.CALL, candidate.kind(), candidate.name()))
        : ofFunction;
  }

  private static List<Asked> asked(Set<Reference> references) {
    Set<Asked> asked = new LinkedHashSet<>();
    for (Reference reference : references) {
      if (reference instanceof Reference.Function function) {
        asked.add(new Asked("function", function.name()));
      } else if (reference instanceof Reference.Operator operator) {
        asked.add(new Asked("operator", operator.name()));
      } else if (reference instanceof Reference.Attribute attribute) {
        asked.add(new Asked("attribute", ObjectName.of(attribute.name())));
      } else if (reference instanceof Reference.Type type) {
        // A built-in type of that name always wins: `pg_catalog` stands first on the path.
        boolean builtIn = BuiltinTypes.contains(type.name().schema(), type.name().name());
        asked.add(builtIn ? new Asked("built-in", type.name()) : new Asked("type", type.name()));
      }
    }
    return new ArrayList<>(asked);
  }

  private static Candidate candidate(CatalogRow row) {
    return new Candidate(
        (int) row.number(1) - 1,
        ObjectKind.valueOf(row.text(2)),
        ObjectName.of(row.text(3), row.text(4)),
        ObjectName.of(row.text(5), row.text(6)),
        row.text(7));
  }

  /** Whether a name without schema is that of a built-in function. */
  static boolean isBuiltIn(ObjectName name) {
    return BuiltinFunctions.lookup(name.schema(), name.name()).isPresent();
  }
}
