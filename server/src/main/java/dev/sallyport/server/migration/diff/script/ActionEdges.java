package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.Action.Step;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which action waits for which. */
final class ActionEdges {
  private final Schema before;
  private final Schema after;
  private final Actions actions;

  ActionEdges(Schema before, Schema after, Actions actions) {
    this.before = before;
    this.after = after;
    this.actions = actions;
  }

  void draw() {
    for (FactKey key : actions.fates().keys()) {
      Fact was = before.find(key);
      Fact is = after.find(key);
      Action drop = actions.find(Step.DROP, key);
      Action create = actions.find(Step.CREATE, key);
      Action alter = actions.find(Step.ALTER, key);
      wait(create, drop);
      wait(alter, actions.find(Step.RELEASE, key));
      wait(drop, actions.find(Step.RELEASE, key));
      if (was != null) {
        if (was.text("bound") != null) {
          before
              .referencesTo(was)
              .forEach(
                  reference -> {
                    wait(drop, actions.find(Step.DROP, reference));
                    wait(actions.find(Step.RELEASE, key), actions.find(Step.DROP, reference));
                  });
        }
        afterDependents(key, drop);
        afterDependents(key, alter);
        for (Action above : Heirs.alterations(before, actions, was)) {
          afterDependents(key, above);
        }
      }
      if (is != null) {
        afterNeeds(is, create);
        afterNeeds(is, alter);
        ties(is);
        durable(is);
        if (key.kind() == FactKind.COLUMN) {
          // No part is given a column of its own before it is on its own.
          FactKey table = after.whole(is);
          wait(create, table == null ? null : actions.find(Step.RELEASE, table));
        }
      }
    }
    names();
  }

  /** A table that lasts never refers to one that does not, not even for a while. */
  private void durable(Fact reference) {
    FactKey from = reference.text("references") == null ? null : after.whole(reference);
    FactKey to = from == null ? null : after.relation(reference.textOf("references"));
    Fact was = to == null ? null : before.find(to);
    Fact is = to == null ? null : after.find(to);
    if (from == null || to == null || was == null || is == null || from.equals(to)) {
      return;
    }
    if (was.is("unlogged") == is.is("unlogged")) {
      return;
    }
    Action referring = actions.find(Step.ALTER, from);
    Action referred = actions.find(Step.ALTER, to);
    if (is.is("unlogged")) {
      wait(referred, referring);
    } else {
      wait(referring, referred);
    }
  }

  private static void wait(@Nullable Action action, @Nullable Action forIt) {
    if (action != null && forIt != null && action != forIt) {
      action.after.add(forIt);
    }
  }

  /** What is made of an object lets go, or is dropped, before the object is dropped or changed. */
  private void afterDependents(FactKey key, @Nullable Action action) {
    if (action == null) {
      return;
    }
    for (FactKey dependent : before.dependents(key)) {
      wait(action, actions.find(Step.RELEASE, dependent));
      if (dependent.kind() == FactKind.SEQUENCE) {
        if (action.step == Step.DROP && actions.find(Step.RELEASE, dependent) == null) {
          // It goes along, and others may count with it.
          for (FactKey counting : before.dependents(dependent)) {
            wait(action, actions.find(Step.RELEASE, counting));
            wait(action, actions.find(Step.DROP, counting));
          }
        }
        continue;
      }
      wait(action, actions.find(Step.DROP, dependent));
      if (action.step == Step.DROP && actions.find(Step.DROP, dependent) == null) {
        wait(action, actions.find(Step.ALTER, dependent));
      }
    }
  }

  private void afterNeeds(Fact fact, @Nullable Action action) {
    if (action == null) {
      return;
    }
    boolean sequence = fact.kind() == FactKind.SEQUENCE;
    for (FactKey needed : after.needs(fact)) {
      if (sequence && (needed.kind() == FactKind.COLUMN || needed.kind() == FactKind.TABLE)) {
        continue;
      }
      wait(action, actions.find(Step.CREATE, needed));
      Fact column = needed.kind() == FactKind.COLUMN ? after.find(needed) : null;
      if (column != null && action.step == Step.CREATE && fact.kind() != FactKind.TABLE) {
        Heirs.alterations(after, actions, column).forEach(above -> wait(action, above));
      }
      boolean circle = fact.kind() == FactKind.TABLE && needed.kind() == FactKind.COLUMN;
      if (!circle) {
        wait(action, actions.find(Step.ALTER, needed));
      }
      if (needed.kind() == FactKind.DOMAIN && !fact.is("domain")) {
        // Once the domain is in an array, it takes no constraint any more.
        after
            .parts(FactKind.CONSTRAINT, needed)
            .forEach(part -> wait(action, actions.find(Step.CREATE, part.key())));
      }
      boolean ofOne = fact.kind() == FactKind.COLUMN && needed.equals(after.whole(fact));
      if (!ofOne && (needed.kind() == FactKind.VIEW || needed.kind() == FactKind.TABLE)) {
        after.columns(needed).forEach(c -> wait(action, actions.find(Step.ALTER, c.key())));
      }
    }
    if (fact.text("references") != null) {
      afterTies(after.needs(fact), action);
    }
    if (fact.kind() == FactKind.INDEX && fact.is("invalid")) {
      // A part that is attached later would be given an index of its own.
      FactKey table = after.whole(fact);
      if (table != null) {
        after.children(table).forEach(part -> wait(action, actions.find(Step.TIE, part)));
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
      wait(action, actions.find(Step.RELEASE, fact.key()));
    }
  }

  private void ownTriggersOfParts(FactKey table, String name, Action action) {
    for (FactKey part : after.children(table)) {
      wait(
          action,
          actions.find(
              Step.DROP, FactKey.part(FactKind.TRIGGER, part.schema(), part.name(), name)));
      ownTriggersOfParts(part, name, action);
    }
  }

  /** A unique index of a partitioned table holds only when every part has its own. */
  private void afterTies(java.util.Collection<FactKey> needs, Action action) {
    for (FactKey needed : needs) {
      if (needed.kind() == FactKind.INDEX) {
        for (FactKey part : after.children(needed)) {
          wait(action, actions.find(Step.TIE, part));
          afterTies(java.util.List.of(part), action);
        }
      }
    }
  }

  private void ties(Fact fact) {
    FactKey key = fact.key();
    Action tie = actions.find(Step.TIE, key);
    if (tie == null) {
      return;
    }
    wait(tie, actions.find(Step.CREATE, key));
    wait(tie, actions.find(Step.ALTER, key));
    wait(tie, actions.find(Step.RELEASE, key));
    for (FactKey needed : Ties.needs(after, fact)) {
      wait(tie, actions.find(Step.CREATE, needed));
      wait(tie, actions.find(Step.ALTER, needed));
      wait(tie, actions.find(Step.DROP, needed));
    }
    if (key.kind() == FactKind.TABLE) {
      after.columns(key).forEach(c -> made(tie, c.key()));
      after.indexes(key).forEach(index -> made(tie, index.key()));
      after.parts(FactKind.CONSTRAINT, key).stream()
          .filter(c -> !c.textOf("type").equals("FOREIGN KEY"))
          .forEach(c -> made(tie, c.key()));
      // What a part has from its table may have the name of what it had of its own.
      after.parts(FactKind.TRIGGER, key).forEach(t -> wait(tie, actions.find(Step.DROP, t.key())));
      // A parent is complete before it is attached to its own parent.
    }
    if (actions.fates().isReplaced(key)) {
      // The old type goes when nothing is made of it any more.
      for (FactKey dependent : before.dependents(key)) {
        wait(tie, actions.find(Step.ALTER, dependent));
        wait(tie, actions.find(Step.TIE, dependent));
      }
    }
    if (key.kind() == FactKind.TRIGGER) {
      for (FactKey needed : Heirs.needs(after, fact)) {
        wait(tie, actions.find(Step.CREATE, needed));
        wait(tie, actions.find(Step.TIE, needed));
      }
    }
    if (key.kind() == FactKind.INDEX) {
      FactKey table = after.whole(fact);
      wait(tie, table == null ? null : actions.find(Step.TIE, table));
    }
  }

  private void made(Action tie, FactKey part) {
    wait(tie, actions.find(Step.CREATE, part));
    wait(tie, actions.find(Step.ALTER, part));
    wait(tie, actions.find(Step.DROP, part));
  }

  /** A name is free only when its holder is gone. */
  private void names() {
    Map<String, Action> holders = new HashMap<>();
    for (FactKey key : actions.fates().keys()) {
      Action drop = actions.find(Step.DROP, key);
      Fact was = before.find(key);
      if (drop != null && was != null) {
        names(was).forEach(name -> holders.put(name, drop));
      }
    }
    for (FactKey key : actions.fates().keys()) {
      Fact is = after.find(key);
      if (is == null) {
        continue;
      }
      for (String name : names(is)) {
        wait(actions.find(Step.CREATE, key), holders.get(name));
        if (key.kind() == FactKind.COLUMN) {
          wait(actions.find(Step.ALTER, key), holders.get(name));
        }
      }
    }
  }

  private static java.util.List<String> names(Fact fact) {
    FactKey key = fact.key();
    java.util.List<String> names = new java.util.ArrayList<>();
    if (ObjectTerms.isRelation(key.kind())) {
      names.add("relation " + key.schema() + "\0" + key.name());
    }
    if (ObjectTerms.isType(key.kind())) {
      names.add("type " + key.schema() + "\0" + key.name());
    }
    if (ObjectTerms.isRoutine(key.kind())) {
      names.add("routine " + key.schema() + "\0" + key.name() + "(" + key.signature());
    }
    if (key.kind() == FactKind.CONSTRAINT && fact.text("references") == null) {
      names.add("relation " + key.schema() + "\0" + key.name());
    }
    Object sequence = fact.map("sequence").get("name");
    if (sequence != null) {
      names.add("relation " + key.schema() + "\0" + sequence);
    }
    return names;
  }
}
