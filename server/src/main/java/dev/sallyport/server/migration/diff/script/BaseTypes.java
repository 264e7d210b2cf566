package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.Action.Step;
import org.jspecify.annotations.Nullable;

/**
 * Base types and the functions that read and write their values: each needs the other. So the type
 * is made twice, first as a name alone, and takes those functions along when it goes.
 */
final class BaseTypes {
  private BaseTypes() {}

  /** Whether a type is made of a function that is about the type itself. */
  static boolean isOwn(Schema schema, FactKey type, FactKey function) {
    return type.kind() == FactKind.BASE_TYPE
        && schema.facts().needsOf(type).contains(function)
        && schema.facts().needsOf(function).contains(type);
  }

  /** The type whose DROP takes a function along; null where it needs a DROP of its own. */
  static @Nullable FactKey goesWith(Schema before, Actions actions, FactKey function) {
    for (FactKey needed : before.facts().needsOf(function)) {
      if (isOwn(before, needed, function) && actions.fates().of(needed) == Fate.DROPPED) {
        return needed;
      }
    }
    return null;
  }

  /** CASCADE reaches its own functions only: what else is made of it goes before. */
  static String drop(Schema before, Fact type) {
    boolean own =
        before.dependents(type.key()).stream()
            .anyMatch(function -> isOwn(before, type.key(), function));
    return "DROP " + ObjectTerms.of(type) + (own ? " CASCADE" : "");
  }

  /** The name that its functions need to be there. */
  static void announce(Fact type, Actions actions) {
    if (type.kind() == FactKind.BASE_TYPE && !type.is("shell")) {
      actions.action(Step.RELEASE, type.key()).add("CREATE TYPE " + Sql.qualified(type.key()));
    }
  }

  /** The name comes when its schema is there, and the type when its name is. */
  static void draw(Fact type, Schema after, Actions actions) {
    Action name = actions.find(Step.RELEASE, type.key());
    if (type.kind() == FactKind.BASE_TYPE && name != null) {
      Action.wait(actions.find(Step.CREATE, type.key()), name);
      after.needs(type).stream()
          .filter(needed -> needed.kind() == FactKind.SCHEMA)
          .forEach(schema -> Action.wait(name, actions.find(Step.CREATE, schema)));
    }
  }
}
