package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.BuiltinTypes;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
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
   * Every candidate that PostgreSQL did not ship, which its number tells: even a superuser's
   * function in {@code pg_catalog} is one. For operators, casts and domains the function behind. A
   * column wins over a function of the same name, where the row has one.
   */
  private static final String CANDIDATES =
      """
      SELECT 'FUNCTION', n.nspname, p.proname, n.nspname, p.proname,
      """
          + Membership.OF_FUNCTION
          + """
                 ,
                 p.pronargs >= 1 AND p.pronargs - p.pronargdefaults <= 1 AND NOT EXISTS (
                   SELECT FROM pg_type t JOIN pg_attribute c ON c.attrelid = t.typrelid
                   WHERE t.oid = p.proargtypes[0] AND t.typrelid <> 0 AND c.attname = p.proname)
          FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE p.proname = ANY ($1::name[]) AND p.oid >= 16384
          UNION ALL
          SELECT 'OPERATOR', n.nspname, o.oprname, f.nspname, p.proname,
          """
          + Membership.OF_FUNCTION
          + """
                 ,
                 false
          FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
          JOIN pg_proc p ON p.oid = o.oprcode JOIN pg_namespace f ON f.oid = p.pronamespace
          WHERE o.oprname = ANY ($2::name[]) AND o.oid >= 16384
          UNION ALL
          SELECT 'CAST', n.nspname, concat(s.typname, ' AS ', t.typname), f.nspname, p.proname,
          """
          + Membership.OF_FUNCTION
          + """
                 ,
                 false
          FROM pg_cast k JOIN pg_proc p ON p.oid = k.castfunc
          JOIN pg_namespace f ON f.oid = p.pronamespace
          JOIN pg_type s ON s.oid = k.castsource JOIN pg_type t ON t.oid = k.casttarget
          JOIN pg_namespace n ON n.oid = t.typnamespace
          WHERE k.castfunc >= 16384
          """;

  /**
   * Something that PostgreSQL did not ship.
   *
   * @param asAttribute whether {@code x.name} may mean it
   */
  private record Candidate(
      ObjectKind kind,
      ObjectName name,
      ObjectName function,
      String extension,
      boolean asAttribute) {}

  private record Asked(String kind, ObjectName name) {}

  private Callables() {}

  /** The statement's effects with what its names may run. */
  static List<Effect> resolve(Statement statement, List<Effect> effects, CatalogSession session) {
    List<Asked> asked = asked(statement.references());
    // A changed domain is checked against the rows that have it.
    effects.stream()
        .filter(e -> e.kind() == EffectKind.ALTER && e.objectKind() == ObjectKind.DOMAIN)
        .forEach(e -> asked.add(new Asked("type", e.object())));
    if (asked.isEmpty()) {
      return effects;
    }
    List<Candidate> candidates =
        new ArrayList<>(
            session.rows(
                CANDIDATES,
                Callables::candidate,
                namesOf(asked, "function", "attribute"),
                namesOf(asked, "operator")));
    TypeFunctions.named(namesOf(asked, "type"), session)
        .forEach(found -> candidates.add(candidate(found)));
    Set<Effect> resolved = new LinkedHashSet<>(effects);
    Set<Effect> added = new LinkedHashSet<>();
    for (Asked name : asked) {
      List<Candidate> mine = candidates.stream().filter(c -> means(name, c, session)).toList();
      if (!mine.isEmpty()) {
        resolved.removeIf(effect -> saysCallOf(effect, name.name()));
      }
      mine.forEach(candidate -> added.addAll(effects(candidate)));
    }
    candidates.stream()
        .filter(candidate -> candidate.kind() == ObjectKind.CAST)
        .forEach(candidate -> added.addAll(effects(candidate)));
    boolean oneReader = statement.has(Qualifier.ONE_READER);
    added.forEach(effect -> resolved.add(oneReader ? effect.with(Qualifier.ONE_READER) : effect));
    return List.copyOf(resolved);
  }

  private static List<String> namesOf(List<Asked> asked, String... kinds) {
    return asked.stream()
        .filter(name -> List.of(kinds).contains(name.kind()))
        .map(name -> name.name().name())
        .toList();
  }

  /** Whether the name may stand for the candidate, on the request's search path. */
  private static boolean means(Asked asked, Candidate candidate, CatalogSession session) {
    boolean sameKind =
        switch (asked.kind()) {
          case "function" -> candidate.kind() == ObjectKind.FUNCTION;
          case "attribute" -> candidate.kind() == ObjectKind.FUNCTION && candidate.asAttribute();
          case "operator" -> candidate.kind() == ObjectKind.OPERATOR;
          case "type" -> candidate.kind() == ObjectKind.TYPE;
          default -> false;
        };
    if (!sameKind || !candidate.name().name().equals(asked.name().name())) {
      return false;
    }
    String schema = String.valueOf(candidate.name().schema());
    return asked.name().schema() == null
        ? schema.equals("pg_catalog") || session.searchPath().contains(schema)
        : schema.equals(asked.name().schema());
  }

  /** The reader says {@code call} of every name no built-in has; here it is known better. */
  private static boolean saysCallOf(Effect effect, ObjectName name) {
    return effect.kind() == EffectKind.CALL
        && Set.of(Qualifier.ONE_READER).containsAll(effect.qualifiers())
        && (effect.objectKind() == ObjectKind.FUNCTION
            || effect.objectKind() == ObjectKind.OPERATOR)
        && effect.object().equals(name);
  }

  private static List<Effect> effects(Candidate candidate) {
    List<Effect> ofFunction =
        candidate.kind() == ObjectKind.TYPE
            ? FunctionEffects.of(candidate.function(), candidate.extension())
            : FunctionEffects.ofAdded(candidate.function(), candidate.extension());
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

  private static Candidate candidate(TypeFunctions.Found found) {
    return new Candidate(
        ObjectKind.TYPE, found.typeName(), found.function(), found.extension(), false);
  }

  private static Candidate candidate(CatalogRow row) {
    String extension = row.textOrNull(6);
    return new Candidate(
        ObjectKind.valueOf(row.text(1)),
        ObjectName.of(row.text(2), row.text(3)),
        ObjectName.of(row.text(4), row.text(5)),
        extension == null ? "" : extension,
        row.flag(7));
  }
}
