package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The effects that others bring: foreign keys' actions, triggers, rules, views, partitions, and
 * theirs in turn.
 */
final class Implied {
  /** More than this is not followed: the statement then has an effect that always denies. */
  private static final int MOST = 5_000;

  private static final Set<EffectKind> WRITES =
      Set.of(EffectKind.INSERT, EffectKind.UPDATE, EffectKind.DELETE, EffectKind.TRUNCATE);

  /** What goes over all rows of a table without changing one: checks, keys and indexes run. */
  private static final Set<EffectKind> DEFINES = Set.of(EffectKind.ALTER, EffectKind.MAINTENANCE);

  private final CatalogSession session;
  private final Set<Use> seen = new HashSet<>();
  private final Set<Effect> effects = new LinkedHashSet<>();

  /** A relation being used in one way. */
  private record Use(
      long relation, char kind, EffectKind what, Set<String> columns, Set<Qualifier> qualifiers) {}

  private Implied(CatalogSession session) {
    this.session = session;
  }

  /** What follows from effects on relations that were found. */
  static List<Effect> of(Map<Effect, Relation> direct, CatalogSession session) {
    Implied implied = new Implied(session);
    List<Use> uses = new ArrayList<>();
    direct.forEach(
        (effect, relation) -> {
          Set<Qualifier> kept = new HashSet<>(effect.qualifiers());
          kept.retainAll(Set.of(Qualifier.UNBOUNDED, Qualifier.CASCADE, Qualifier.DATA_LOSS));
          uses.add(new Use(relation.oid(), relation.kind(), effect.kind(), effect.columns(), kept));
          if (!DEFINES.contains(effect.kind())) {
            implied.foreign(relation.kind(), relation.name());
          }
        });
    implied.follow(uses);
    return List.copyOf(implied.effects);
  }

  private void follow(List<Use> first) {
    List<Use> level = first;
    while (!level.isEmpty()) {
      if (seen.size() > MOST) {
        effects.add(Effect.of(EffectKind.UNKNOWN));
        return;
      }
      level = level.stream().filter(seen::add).toList();
      Map<Long, List<Neighbour>> neighbours = new LinkedHashMap<>();
      Set<Long> relations = new LinkedHashSet<>();
      level.forEach(use -> relations.add(use.relation()));
      Neighbours.of(relations, session)
          .forEach(n -> neighbours.computeIfAbsent(n.from(), oid -> new ArrayList<>()).add(n));
      List<Use> next = new ArrayList<>();
      for (Use use : level) {
        for (Neighbour neighbour : neighbours.getOrDefault(use.relation(), List.of())) {
          next.addAll(step(use, neighbour));
        }
      }
      level = next;
    }
  }

  private Collection<Use> step(Use use, Neighbour neighbour) {
    EffectKind what = use.what();
    return switch (neighbour.link()) {
      case CHILD -> child(use, neighbour);
      case BELOW -> below(use, neighbour);
      case CONSULTED ->
          what == EffectKind.READ || WRITES.contains(what)
              ? List.of(silently(use, neighbour, EffectKind.READ))
              : List.of();
      case ROUTED -> moves(use, neighbour) ? moved(use, neighbour) : List.of();
      case ON_DELETE ->
          what == EffectKind.DELETE
              ? use(use, neighbour, action(neighbour, EffectKind.DELETE))
              : List.of();
      case ON_UPDATE ->
          what == EffectKind.UPDATE && touches(use.columns(), neighbour.columns())
              ? use(use, neighbour, EffectKind.UPDATE)
              : List.of();
      case REFERENCING ->
          what == EffectKind.TRUNCATE && use.qualifiers().contains(Qualifier.CASCADE)
              ? use(use, neighbour, what)
              : List.of();
      case TRIGGER -> firesFor(neighbour, what) ? run(neighbour) : List.of();
      case RULE -> appliesTo(neighbour, what) ? rule(neighbour) : List.of();
      case FUNCTION_OF_READING ->
          what == EffectKind.READ || WRITES.contains(what) ? run(neighbour) : List.of();
      case LOCKING -> runsQuery(use) ? lock(neighbour) : List.of();
      case TYPE -> List.of();
      case FUNCTION_OF_REFRESHING -> what == EffectKind.MAINTENANCE ? run(neighbour) : List.of();
      case FUNCTION_OF_WRITING ->
          WRITES.contains(what) || DEFINES.contains(what) ? run(neighbour) : List.of();
      case CAST ->
          WRITES.contains(what) || what == EffectKind.READ && neighbour.detail().equals("i")
              ? run(neighbour)
              : List.of();
    };
  }

  /** A partition has the columns of its table; ALTER and VACUUM go down without a word. */
  private List<Use> child(Use use, Neighbour neighbour) {
    if (DEFINES.contains(use.what())) {
      return List.of(silently(use, neighbour, use.what()));
    }
    return use(use, neighbour, use.what()).stream()
        .map(
            child ->
                new Use(
                    child.relation(),
                    child.kind(),
                    child.what(),
                    use.columns(),
                    child.qualifiers()))
        .toList();
  }

  /** A materialized view reads what is below only when it is refreshed. */
  private List<Use> below(Use use, Neighbour neighbour) {
    if (use.kind() == 'm') {
      return use.what() == EffectKind.MAINTENANCE
          ? use(use, neighbour, EffectKind.READ)
          : List.of();
    }
    return use(use, neighbour, use.what());
  }

  private static Use silently(Use from, Neighbour neighbour, EffectKind what) {
    return new Use(neighbour.to(), neighbour.kind(), what, Set.of(), from.qualifiers());
  }

  /** Whether rows may go from one partition to another. */
  private static boolean moves(Use use, Neighbour routed) {
    return use.what() == EffectKind.UPDATE
        && (!routed.detail().isEmpty() || touches(use.columns(), routed.columns()));
  }

  /** PostgreSQL deletes such a row in one partition and inserts it into the other. */
  private List<Use> moved(Use use, Neighbour routed) {
    List<Use> both = new ArrayList<>(use(use, routed, EffectKind.DELETE));
    both.addAll(use(use, routed, EffectKind.INSERT));
    return both;
  }

  private static boolean touches(Set<String> changed, Set<String> keys) {
    return changed.isEmpty() || changed.stream().anyMatch(keys::contains);
  }

  /** CASCADE deletes, SET NULL and SET DEFAULT update. */
  private static EffectKind action(Neighbour neighbour, EffectKind cascading) {
    return neighbour.detail().equals("c") ? cascading : EffectKind.UPDATE;
  }

  private List<Use> use(Use from, Neighbour neighbour, EffectKind what) {
    Set<Qualifier> qualifiers = new HashSet<>(from.qualifiers());
    qualifiers.add(Qualifier.IMPLICIT);
    boolean readable = what == EffectKind.READ || WRITES.contains(what);
    if (!readable) {
      return List.of();
    }
    effects.add(
        new Effect(
            what, Relation.objectKind(neighbour.kind()), neighbour.name(), Set.of(), qualifiers));
    foreign(neighbour.kind(), neighbour.name());
    return List.of(new Use(neighbour.to(), neighbour.kind(), what, Set.of(), from.qualifiers()));
  }

  /** A foreign table is another database. */
  private void foreign(char kind, ObjectName name) {
    if (kind == 'f') {
      effects.add(
          Effect.of(EffectKind.NETWORK, ObjectKind.FOREIGN_TABLE, name).with(Qualifier.IMPLICIT));
    }
  }

  private List<Use> run(Neighbour neighbour) {
    FunctionEffects.of(neighbour.name(), neighbour.extension())
        .forEach(effect -> effects.add(effect.with(Qualifier.IMPLICIT)));
    return List.of();
  }

  /** A view's query runs with each use, a materialized view's when it is refreshed. */
  private static boolean runsQuery(Use use) {
    return use.kind() == 'm'
        ? use.what() == EffectKind.MAINTENANCE
        : use.what() == EffectKind.READ || WRITES.contains(use.what());
  }

  private List<Use> lock(Neighbour neighbour) {
    effects.add(
        Effect.of(EffectKind.LOCK, Relation.objectKind(neighbour.kind()), neighbour.name())
            .with(Qualifier.IMPLICIT));
    return List.of();
  }

  /** What a rule does is not looked into: it can be any statements. */
  private List<Use> rule(Neighbour neighbour) {
    effects.add(
        Effect.of(EffectKind.CALL, ObjectKind.RULE, neighbour.name()).with(Qualifier.IMPLICIT));
    return List.of();
  }

  /** The bits of {@code pg_trigger.tgtype}. */
  private static boolean firesFor(Neighbour trigger, EffectKind what) {
    int bits = Integer.parseInt(trigger.detail());
    return switch (what) {
      case INSERT -> (bits & 4) != 0;
      case DELETE -> (bits & 8) != 0;
      case UPDATE -> (bits & 16) != 0;
      case TRUNCATE -> (bits & 32) != 0;
      default -> false;
    };
  }

  /** The events of {@code pg_rewrite.ev_type}. */
  private static boolean appliesTo(Neighbour rule, EffectKind what) {
    return switch (rule.detail()) {
      case "1" -> what == EffectKind.READ;
      case "2" -> what == EffectKind.UPDATE;
      case "3" -> what == EffectKind.INSERT;
      case "4" -> what == EffectKind.DELETE;
      default -> WRITES.contains(what) || what == EffectKind.READ;
    };
  }

  /** Whether anything can follow from an effect of this kind. */
  static boolean matters(EffectKind kind) {
    return kind == EffectKind.READ || WRITES.contains(kind) || DEFINES.contains(kind);
  }
}
