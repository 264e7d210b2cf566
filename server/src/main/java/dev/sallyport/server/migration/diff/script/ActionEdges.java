package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.Action.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    NeedEdges needs = new NeedEdges(after, actions);
    TieEdges ties = new TieEdges(before, after, actions);
    for (FactKey key : actions.fates().keys()) {
      Fact was = before.find(key);
      Fact is = after.find(key);
      Action drop = actions.find(Step.DROP, key);
      Action create = actions.find(Step.CREATE, key);
      Action alter = actions.find(Step.ALTER, key);
      Action.wait(create, drop);
      Action.wait(alter, actions.find(Step.RELEASE, key));
      Action.wait(drop, actions.find(Step.RELEASE, key));
      if (was != null && key.kind() == FactKind.COLUMN && !was.is("inherited")) {
        FactKey table = before.whole(was);
        Action.wait(drop, table == null ? null : actions.find(Step.RELEASE, table));
      }
      if (was != null && key.kind() == FactKind.COLUMN) {
        heirs(was, drop);
      }
      afterLeaving(was, drop);
      if (was != null) {
        if (was.text("bound") != null) {
          before
              .referencesTo(was)
              .forEach(
                  reference -> {
                    Action.wait(drop, actions.find(Step.DROP, reference));
                    Action.wait(
                        actions.find(Step.RELEASE, key), actions.find(Step.DROP, reference));
                  });
        }
        afterDependents(key, drop);
        if (key.kind() != FactKind.ENUM || actions.fates().isReplaced(key)) {
          afterDependents(key, alter);
        }
        for (Action above : Heirs.alterations(before, actions, was)) {
          afterDependents(key, above);
        }
        ties.replaced(key, actions.find(Step.TIE, key));
        if (actions.fates().isReplaced(key)) {
          // Its columns move along, and nothing may be made of them meanwhile.
          before.dependents(key).stream()
              .filter(one -> one.kind() == FactKind.COLUMN)
              .forEach(column -> afterDependents(column, alter));
        }
      }
      if (is != null) {
        needs.draw(is, create);
        needs.draw(is, alter);
        if (was != null && key.kind() == FactKind.COLUMN && Computed.becomes(was, is)) {
          // What it holds is held against what will be computed.
          needs.draw(is, drop);
        }
        ties.draw(is);
        BaseTypes.draw(is, after, actions);
        durable(is);
        if (key.kind() == FactKind.COLUMN) {
          // No part is given a column of its own before it is on its own.
          FactKey table = after.whole(is);
          Action released = table == null ? null : actions.find(Step.RELEASE, table);
          Action.wait(create, released);
          if (!is.is("inherited") || actions.standing().isOnItsOwn(is)) {
            Action.wait(alter, released);
          }
        }
      }
    }
    new RebuildEdges(before, after, actions).draw();
    names();
  }

  /** The index of a part goes on its own once the part is. */
  private void afterLeaving(@Nullable Fact was, @Nullable Action drop) {
    if (was == null || was.text("references") != null) {
      return;
    }
    boolean index = was.kind() == FactKind.INDEX || was.kind() == FactKind.CONSTRAINT;
    FactKey table = index ? before.whole(was) : null;
    if (table != null && actions.standing().hasLeft(table)) {
      Action.wait(drop, actions.find(Step.RELEASE, table));
    }
  }

  /** A column goes when no heir of its own has it from there any more, and from the top down. */
  private void heirs(Fact column, @Nullable Action drop) {
    FactKey table = before.whole(column);
    if (drop != null && table != null) {
      before.children(table).forEach(c -> Action.wait(drop, actions.find(Step.RELEASE, c)));
      if (drop.key.equals(column.key())) {
        Heirs.above(before, column).forEach(a -> Action.wait(drop, actions.find(Step.DROP, a)));
      }
    }
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
      Action.wait(referred, referring);
    } else {
      Action.wait(referring, referred);
    }
  }

  /** What is made of an object lets go, or is dropped, before the object is dropped or changed. */
  private void afterDependents(FactKey key, @Nullable Action action) {
    if (action == null) {
      return;
    }
    for (FactKey dependent : before.dependents(key)) {
      Action.wait(action, actions.find(Step.RELEASE, dependent));
      if (dependent.kind() == FactKind.SEQUENCE && key.kind() != FactKind.SCHEMA) {
        if (action.step == Step.DROP && actions.find(Step.RELEASE, dependent) == null) {
          // It goes along, and others may count with it.
          for (FactKey counting : before.dependents(dependent)) {
            Action.wait(action, actions.find(Step.RELEASE, counting));
            Action.wait(action, actions.find(Step.DROP, counting));
          }
        }
        continue;
      }
      if (goesLater(dependent, action)) {
        continue;
      }
      Action.wait(action, actions.find(Step.DROP, dependent));
      if (action.step == Step.DROP && actions.find(Step.DROP, dependent) == null) {
        Action.wait(action, actions.find(Step.ALTER, dependent));
      }
    }
  }

  /** A part waits with the table that holds its rows. */
  private boolean goesLater(FactKey part, Action action) {
    FactKey table = actions.fates().rebuilds().withRowsOf(part);
    return table != null && action == actions.find(Step.DROP, table);
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
        Action.wait(actions.find(Step.CREATE, key), holders.get(name));
        if (key.kind() == FactKind.COLUMN) {
          Action.wait(actions.find(Step.ALTER, key), holders.get(name));
        }
      }
    }
  }

  private static List<String> names(Fact fact) {
    FactKey key = fact.key();
    List<String> names = new ArrayList<>();
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
