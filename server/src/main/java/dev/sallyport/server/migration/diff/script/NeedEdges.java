package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.Action.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is made or changed waits for what it needs. */
final class NeedEdges {
  private final Schema after;
  private final Actions actions;
  private final Map<String, List<Action>> overloadsGoing = new HashMap<>();

  NeedEdges(Schema after, Actions actions) {
    this.after = after;
    this.actions = actions;
    for (FactKey key : actions.fates().keys()) {
      Action drop = actions.find(Step.DROP, key);
      if (drop != null && ObjectTerms.isRoutine(key.kind())) {
        overloadsGoing.computeIfAbsent(name(key), name -> new ArrayList<>()).add(drop);
      }
    }
  }

  private static String name(FactKey key) {
    return key.schema() + "\0" + key.name();
  }

  void draw(Fact fact, @Nullable Action action) {
    if (action == null) {
      return;
    }
    boolean sequence = fact.kind() == FactKind.SEQUENCE;
    for (FactKey needed : after.needs(fact)) {
      if (sequence && (needed.kind() == FactKind.COLUMN || needed.kind() == FactKind.TABLE)) {
        continue;
      }
      if (actions.fates().rebuilds().isIndexAbove(after, needed, fact)) {
        continue;
      }
      if (BaseTypes.isOwn(after, needed, fact.key())) {
        Action.wait(action, actions.find(Step.RELEASE, needed));
        continue;
      }
      Action.wait(action, actions.find(Step.CREATE, needed));
      if (ObjectTerms.isRoutine(needed.kind())) {
        // Else a call could be meant for either.
        overloadsGoing
            .getOrDefault(name(needed), List.of())
            .forEach(drop -> Action.wait(action, drop));
      }
      boolean circle = fact.kind() == FactKind.TABLE && needed.kind() == FactKind.COLUMN;
      if (!circle) {
        Action.wait(action, actions.find(Step.ALTER, needed));
      }
      if (needed.kind() == FactKind.DOMAIN && !fact.is("domain")) {
        // Once the domain is in an array, it takes no constraint any more.
        after
            .parts(FactKind.CONSTRAINT, needed)
            .forEach(part -> Action.wait(action, actions.find(Step.CREATE, part.key())));
      }
      boolean ofOne = fact.kind() == FactKind.COLUMN && needed.equals(after.whole(fact));
      if (!ofOne && (needed.kind() == FactKind.VIEW || needed.kind() == FactKind.TABLE)) {
        after.columns(needed).forEach(c -> altered(action, c.key()));
      }
      if (!circle && needed.kind() == FactKind.COLUMN) {
        altered(action, needed);
        ownedByNow(fact, needed, action);
      }
    }
    if (isRead(fact.kind())) {
      casts(fact, action);
    }
    if (fact.kind() == FactKind.PUBLICATION) {
      for (FactKey table : Ties.needs(after, fact)) {
        Action.wait(action, actions.find(Step.CREATE, table));
        after.columns(table).forEach(column -> altered(action, column.key()));
      }
    }
    if (fact.text("references") != null) {
      afterTies(after.needs(fact), action);
    }
    if (fact.kind() == FactKind.INDEX && fact.is("invalid")) {
      // A part that is attached later would be given an index of its own.
      FactKey table = after.whole(fact);
      if (table != null) {
        after.children(table).forEach(part -> Action.wait(action, actions.find(Step.TIE, part)));
      }
    }
    if (fact.kind() == FactKind.TRIGGER) {
      FactKey table = after.whole(fact);
      if (table != null) {
        ownTriggersOfParts(table, fact.key().name(), action);
      }
    }
    // An index of a partition stands before its parent's constraint looks for it.
    if (fact.text("default") != null || fact.text("identity") != null) {
      Action.wait(action, actions.find(Step.RELEASE, fact.key()));
    }
  }

  /** Whether PostgreSQL reads an expression when it makes such an object. */
  private static boolean isRead(FactKind kind) {
    return switch (kind) {
      case VIEW, MATERIALIZED_VIEW, RULE, POLICY, INDEX, CONSTRAINT, STATISTICS, TRIGGER -> true;
      default -> false;
    };
  }

  /** An expression that is read before a cast is there is read as another one. */
  private void casts(Fact fact, Action action) {
    for (FactKey needed : after.needs(fact)) {
      for (FactKey user : after.dependents(needed)) {
        if (user.kind() == FactKind.CAST && needed.kind() != FactKind.SCHEMA) {
          Action.wait(action, actions.find(Step.CREATE, user));
        }
      }
      Fact column = needed.kind() == FactKind.COLUMN ? after.find(needed) : null;
      for (FactKey type : column == null ? List.<FactKey>of() : after.facts().needsOf(needed)) {
        after.dependents(type).stream()
            .filter(user -> user.kind() == FactKind.CAST)
            .forEach(cast -> Action.wait(action, actions.find(Step.CREATE, cast)));
      }
    }
  }

  /** What looks through a view does so with the rights of the view's owner. */
  private void ownedByNow(Fact fact, FactKey column, Action action) {
    FactKey view = fact.kind() == FactKind.MATERIALIZED_VIEW ? wholeOf(column) : null;
    if (view != null && view.kind() == FactKind.VIEW) {
      Action.wait(action, actions.find(Step.ALTER, view));
    }
  }

  private @Nullable FactKey wholeOf(FactKey part) {
    Fact fact = after.find(part);
    return fact == null ? null : after.whole(fact);
  }

  /** A column of an heir or a part comes and changes with the column above it. */
  private void altered(Action action, FactKey column) {
    Action.wait(action, actions.find(Step.ALTER, column));
    Action.wait(action, actions.find(Step.CREATE, column));
    Fact fact = after.find(column);
    if (fact != null) {
      after.needs(fact).stream()
          .filter(type -> actions.fates().isReplaced(type))
          .forEach(type -> Action.wait(action, actions.find(Step.ALTER, type)));
    }
    FactKey table = fact != null && fact.is("inherited") ? after.whole(fact) : null;
    Fact whole = table == null ? null : after.find(table);
    if (whole != null) {
      for (FactKey parent : after.parents(whole)) {
        altered(
            action, FactKey.part(FactKind.COLUMN, parent.schema(), parent.name(), column.name()));
      }
    }
  }

  private void ownTriggersOfParts(FactKey table, String name, Action action) {
    for (FactKey part : after.children(table)) {
      Action.wait(
          action,
          actions.find(
              Step.DROP, FactKey.part(FactKind.TRIGGER, part.schema(), part.name(), name)));
      ownTriggersOfParts(part, name, action);
    }
  }

  /** A unique index of a partitioned table holds only when every part has its own. */
  private void afterTies(Collection<FactKey> needs, Action action) {
    for (FactKey needed : needs) {
      if (needed.kind() == FactKind.INDEX) {
        for (FactKey part : after.children(needed)) {
          Action.wait(action, actions.find(Step.TIE, part));
          afterTies(List.of(part), action);
        }
      }
    }
  }
}
