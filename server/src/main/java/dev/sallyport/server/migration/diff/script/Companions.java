package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.Action.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which objects come and go with another one, so that no statement of their own is needed. */
final class Companions {
  private Companions() {}

  /** The object whose DROP takes this one along; null where it needs a DROP of its own. */
  static @Nullable FactKey goesWith(Schema before, Schema after, Actions actions, Fact fact) {
    FactKey key = fact.key();
    FactKey constraint = constraintOf(fact);
    if (constraint != null) {
      return constraint;
    }
    if (ObjectTerms.isRoutine(key.kind())) {
      return BaseTypes.goesWith(before, actions, key);
    }
    FactKey whole = before.whole(fact);
    if (whole != null && actions.find(Step.DROP, whole) != null) {
      return tiesDroppedTables(before, actions, fact, whole) ? null : whole;
    }
    if (whole != null && actions.standing().hasLeft(whole)) {
      return null;
    }
    if (key.kind() == FactKind.INDEX) {
      FactKey parent = fact.text("parent") == null ? null : before.relation(fact.textOf("parent"));
      return parent != null && actions.fates().of(parent) != Fate.KEPT && drops(actions, parent)
          ? dropOf(before, parent)
          : null;
    }
    FactKey index = ofIndexOfWhole(before, actions, fact);
    return index != null ? index : fromParent(before, after, actions, fact);
  }

  /** A key of a part whose index is a part of an index that goes: neither goes alone. */
  private static @Nullable FactKey ofIndexOfWhole(Schema before, Actions actions, Fact fact) {
    FactKey parent = fact.kind() == FactKind.CONSTRAINT ? parentByIndex(before, fact) : null;
    return parent != null && parent.kind() == FactKind.INDEX && drops(actions, parent)
        ? parent
        : null;
  }

  /** Whether parts of an index stand behind keys of their own, which go with it. */
  static boolean takesKeys(Schema before, FactKey index) {
    return before.children(index).stream()
        .anyMatch(
            child -> {
              Fact fact = before.find(child);
              return fact != null && fact.text("constraint") != null || takesKeys(before, child);
            });
  }

  private static @Nullable FactKey fromParent(
      Schema before, Schema after, Actions actions, Fact fact) {
    if (!fact.is("inherited") || fact.is("alsoLocal")) {
      return null;
    }
    for (FactKey parent : parents(before, fact)) {
      Fact above = before.find(parent);
      boolean alone =
          above != null
              && above.kind() == FactKind.COLUMN
              && actions.fates().of(parent) == Fate.DROPPED
              && Heirs.keep(before, after, above);
      if (drops(actions, parent) && above != null && !alone) {
        return parent;
      }
    }
    return null;
  }

  private static boolean drops(Actions actions, FactKey key) {
    Fate fate = actions.fates().of(key);
    return fate == Fate.DROPPED || fate == Fate.MADE_AGAIN;
  }

  /** An index behind a constraint goes with the constraint. */
  private static FactKey dropOf(Schema schema, FactKey index) {
    Fact fact = schema.find(index);
    FactKey constraint = fact == null ? null : constraintOf(fact);
    return constraint == null ? index : constraint;
  }

  static @Nullable FactKey constraintOf(Fact fact) {
    return fact.kind() == FactKind.INDEX && fact.text("constraint") != null
        ? FactKey.part(
            FactKind.CONSTRAINT,
            fact.key().schema(),
            fact.textOf("table"),
            fact.textOf("constraint"))
        : null;
  }

  /**
   * A foreign key between two tables that both go must go first: they may refer to each other. What
   * their parts have of it goes with it.
   */
  private static boolean tiesDroppedTables(
      Schema before, Actions actions, Fact fact, FactKey whole) {
    if (fact.text("references") == null) {
      return false;
    }
    if (actions.fates().rebuilds().contains(whole)) {
      return true;
    }
    FactKey referenced = before.relation(fact.textOf("references"));
    return referenced != null
        && !referenced.equals(whole)
        && actions.find(Step.DROP, referenced) != null;
  }

  /** What an heir has from its parent goes when the parent loses it, or when they part. */
  static boolean isNobodysToDrop(Schema before, Fact fact) {
    return fact.is("inherited")
        && !fact.is("alsoLocal")
        && (fact.kind() == FactKind.TRIGGER
            || fact.kind() == FactKind.CONSTRAINT && fact.textOf("type").equals("FOREIGN KEY"));
  }

  /** The object whose CREATE brings this one along; null where it needs one of its own. */
  static @Nullable FactKey comesWith(Schema after, Actions actions, Fact fact) {
    FactKey constraint = constraintOf(fact);
    if (constraint != null) {
      return constraint;
    }
    FactKey whole = after.whole(fact);
    boolean wholeIsMade = whole != null && actions.find(Step.CREATE, whole) != null;
    if (fact.kind() == FactKind.COLUMN && wholeIsMade) {
      return whole;
    }
    if (!fact.is("inherited") || fact.is("alsoLocal")) {
      return null;
    }
    boolean check = fact.kind() == FactKind.CONSTRAINT && fact.textOf("type").equals("CHECK");
    if (check && wholeIsMade) {
      return whole;
    }
    if (fact.kind() == FactKind.COLUMN || check) {
      for (FactKey parent : parents(after, fact)) {
        if (actions.find(Step.CREATE, parent) != null) {
          return parent;
        }
      }
    }
    return null;
  }

  /** What PostgreSQL makes on every heir by itself. */
  static boolean isNobodysToMake(Schema after, Fact fact) {
    if (!fact.is("inherited") || fact.is("alsoLocal")) {
      return false;
    }
    return switch (fact.kind()) {
      case TRIGGER, COLUMN -> true;
      case CONSTRAINT ->
          fact.textOf("type").equals("FOREIGN KEY") || fact.textOf("type").equals("CHECK");
      default -> false;
    };
  }

  /** Whether a column's parent changes, and takes it along. */
  static boolean changesWithParent(Schema after, Actions actions, Fact column) {
    return column.is("inherited")
        && parents(after, column).stream()
            .anyMatch(parent -> actions.fates().of(parent) == Fate.CHANGED);
  }

  /** The same part of each parent of the table that a part belongs to. */
  private static List<FactKey> parents(Schema schema, Fact part) {
    List<FactKey> parents = new ArrayList<>();
    FactKey table = schema.whole(part);
    Fact whole = table == null ? null : schema.find(table);
    if (whole != null) {
      FactKey byIndex = parentByIndex(schema, part);
      if (byIndex != null) {
        return List.of(byIndex);
      }
      for (String parent : whole.texts("parents")) {
        FactKey key = schema.relation(parent);
        if (key != null) {
          parents.add(FactKey.part(part.kind(), key.schema(), key.name(), part.key().name()));
        }
      }
    }
    return parents;
  }

  /** Keys of partitions have names of their own: their indexes know whose they are. */
  private static @Nullable FactKey parentByIndex(Schema schema, Fact part) {
    Fact index =
        part.kind() == FactKind.CONSTRAINT
            ? schema.find(FactKey.of(FactKind.INDEX, part.key().schema(), part.key().name()))
            : null;
    String parent = index == null ? null : index.text("parent");
    FactKey key = parent == null ? null : schema.relation(parent);
    return key == null ? null : dropOf(schema, key);
  }

  /** What a constraint's index has beyond what the constraint says. */
  static List<String> finishIndex(Fact index) {
    List<String> sql = new ArrayList<>();
    if (!index.texts("options").isEmpty()) {
      sql.add(
          "ALTER INDEX "
              + Sql.qualified(index.key())
              + " SET ("
              + Sql.parameters(index.texts("options"))
              + ")");
    }
    sql.addAll(Alterations.afterCreation(index));
    sql.addAll(Decorations.between(null, index));
    return sql;
  }
}
