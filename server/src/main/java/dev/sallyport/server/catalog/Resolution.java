package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Reference;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.CatalogSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One statement's way from names to objects. */
final class Resolution {
  private static final Set<ObjectKind> RELATIONS =
      Set.of(
          ObjectKind.TABLE,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.FOREIGN_TABLE,
          ObjectKind.SEQUENCE,
          ObjectKind.INDEX);

  private final Statement statement;
  private final CatalogSession session;

  Resolution(Statement statement, CatalogSession session) {
    this.statement = statement;
    this.session = session;
  }

  /** Whether no name of the statement is the catalog's to resolve, as in {@code SELECT 1}. */
  boolean asksNothing() {
    return statement.references().isEmpty()
        && statement.effects().stream()
            .allMatch(
                effect -> effect.kind() == EffectKind.READ && effect.object().name().isEmpty());
  }

  Statement resolve() {
    Map<ObjectName, Relation> relations = RelationNames.find(names(), session);
    Map<Effect, Relation> found = new LinkedHashMap<>();
    List<Effect> effects = new ArrayList<>();
    for (Effect effect : statement.effects()) {
      Effect named = named(effect, relations);
      effects.add(named);
      Relation relation = relations.get(effect.object());
      if (relation != null && runsCode(effect) && isRelation(effect)) {
        found.put(named, relation);
      }
    }
    effects = new ArrayList<>(Callables.resolve(statement, effects, session));
    for (Effect implied : Implied.of(found, session)) {
      if (!effects.contains(implied)) {
        effects.add(implied);
      }
    }
    effects.addAll(DataDefinition.implied(effects, session));
    if (effects.isEmpty()) {
      // All it was said to do was to call functions of which the catalog knows that they compute.
      Effect read = Effect.of(EffectKind.READ);
      effects.add(statement.has(Qualifier.ONE_READER) ? read.with(Qualifier.ONE_READER) : read);
    }
    return new Statement(
        statement.text(),
        statement.span(),
        List.copyOf(new LinkedHashSet<>(effects)),
        statement.references());
  }

  /** A foreign key gives triggers to the relation it points to, and runs nothing of it. */
  private boolean runsCode(Effect effect) {
    return Implied.matters(effect.kind())
        && !(effect.kind() == EffectKind.ALTER
            && effect.has(Qualifier.IMPLICIT)
            && statement.references().stream().anyMatch(each -> isKeyTo(each, effect.object())));
  }

  private static boolean isKeyTo(Reference reference, ObjectName object) {
    return reference instanceof Reference.Referenced to
        && to.relation().name().equals(object.name())
        && (to.relation().schema() == null || to.relation().schema().equals(object.schema()));
  }

  private Set<ObjectName> names() {
    Set<ObjectName> names = new LinkedHashSet<>();
    for (Reference reference : statement.references()) {
      if (reference instanceof Reference.Relation relation) {
        names.add(relation.name());
      } else if (reference instanceof Reference.Fixed fixed) {
        names.add(fixed.relation());
      }
    }
    statement.effects().stream()
        .filter(effect -> isRelation(effect) && !effect.object().name().isEmpty())
        .forEach(effect -> names.add(effect.object()));
    return names;
  }

  private static boolean isRelation(Effect effect) {
    return RELATIONS.contains(effect.objectKind());
  }

  /** The effect on the object that its name stands for. */
  private Effect named(Effect effect, Map<ObjectName, Relation> relations) {
    if (!isRelation(effect) || effect.object().name().isEmpty()) {
      return effect;
    }
    if (effect.kind() == EffectKind.CREATE) {
      return created(effect);
    }
    Relation relation = relations.get(effect.object());
    if (relation == null) {
      return effect;
    }
    ObjectKind kind =
        RELATIONS.contains(relation.objectKind()) ? relation.objectKind() : effect.objectKind();
    Effect named =
        new Effect(effect.kind(), kind, relation.name(), effect.columns(), effect.qualifiers());
    if (isPiecewise(effect, relation)) {
      return named.with(Qualifier.NON_TRANSACTIONAL);
    }
    return isKeyed(effect, relation) ? named.with(Qualifier.KEYED) : named;
  }

  /** REINDEX and CLUSTER of what is partitioned. */
  private boolean isPiecewise(Effect effect, Relation relation) {
    return relation.isPartitioned()
        && effect.kind() == EffectKind.MAINTENANCE
        && statement.references().contains(new Reference.Piecewise(effect.object()));
  }

  private Effect created(Effect effect) {
    if (effect.object().schema() != null) {
      return effect;
    }
    String schema = RelationNames.creationSchema(session);
    if (schema.isEmpty()) {
      return effect;
    }
    return new Effect(
        effect.kind(),
        effect.objectKind(),
        ObjectName.of(schema, effect.object().name()),
        effect.columns(),
        effect.qualifiers());
  }

  private boolean isKeyed(Effect effect, Relation relation) {
    boolean reaches =
        effect.kind() == EffectKind.UPDATE
            || effect.kind() == EffectKind.DELETE
            || effect.kind() == EffectKind.READ;
    return reaches
        && !effect.has(Qualifier.IMPLICIT)
        && !effect.has(Qualifier.UNBOUNDED)
        && statement.references().stream()
            .anyMatch(
                reference ->
                    reference instanceof Reference.Fixed fixed
                        && fixed.relation().equals(effect.object())
                        && relation.isKeyedBy(fixed.columns()));
  }
}
