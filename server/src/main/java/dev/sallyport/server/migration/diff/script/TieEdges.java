package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.Action.Step;
import org.jspecify.annotations.Nullable;

/** What binds objects together waits until they are as they will be. */
final class TieEdges {
  private final Schema before;
  private final Schema after;
  private final Actions actions;

  TieEdges(Schema before, Schema after, Actions actions) {
    this.before = before;
    this.after = after;
    this.actions = actions;
  }

  void draw(Fact fact) {
    FactKey key = fact.key();
    Action tie = actions.find(Step.TIE, key);
    if (tie == null) {
      return;
    }
    Action.wait(tie, actions.find(Step.CREATE, key));
    Action.wait(tie, actions.find(Step.ALTER, key));
    Action.wait(tie, actions.find(Step.RELEASE, key));
    for (FactKey needed : Ties.needs(after, fact)) {
      Action.wait(tie, actions.find(Step.CREATE, needed));
      Action.wait(tie, actions.find(Step.ALTER, needed));
      Action.wait(tie, actions.find(Step.DROP, needed));
    }
    if (key.kind() == FactKind.TABLE) {
      afterSiblings(fact, tie);
      after.needs(fact).forEach(needed -> Action.wait(tie, actions.find(Step.ALTER, needed)));
      after.columns(key).forEach(c -> made(tie, c.key()));
      after.indexes(key).forEach(index -> made(tie, index.key()));
      after.parts(FactKind.CONSTRAINT, key).stream()
          .filter(c -> !c.textOf("type").equals("FOREIGN KEY"))
          .forEach(c -> made(tie, c.key()));
      // What a part has from its table may have the name of what it had of its own.
      after
          .parts(FactKind.TRIGGER, key)
          .forEach(t -> Action.wait(tie, actions.find(Step.DROP, t.key())));
      // A parent is complete before it is attached to its own parent.
    }
    replaced(key, tie);
    if (key.kind() == FactKind.TRIGGER) {
      for (FactKey needed : Heirs.needs(after, fact)) {
        Action.wait(tie, actions.find(Step.CREATE, needed));
        Action.wait(tie, actions.find(Step.TIE, needed));
      }
    }
    if (key.kind() == FactKind.INDEX) {
      FactKey table = after.whole(fact);
      Action.wait(tie, table == null ? null : actions.find(Step.TIE, table));
    }
  }

  /** The old type goes when nothing is made of it any more. */
  void replaced(FactKey type, @Nullable Action tie) {
    if (tie != null && actions.fates().isReplaced(type)) {
      Action.wait(tie, actions.find(Step.ALTER, type));
      for (FactKey dependent : before.dependents(type)) {
        Action.wait(tie, actions.find(Step.ALTER, dependent));
        Action.wait(tie, actions.find(Step.TIE, dependent));
      }
    }
  }

  /** No two parts are for the same rows: one goes before another takes its place. */
  private void afterSiblings(Fact part, Action tie) {
    for (FactKey whole : after.parents(part)) {
      if (actions.fates().rebuilds().contains(whole)) {
        continue;
      }
      for (FactKey sibling : before.children(whole)) {
        if (!sibling.equals(part.key())) {
          Action.wait(tie, actions.find(Step.DROP, sibling));
          Action.wait(tie, actions.find(Step.RELEASE, sibling));
        }
      }
    }
  }

  private void made(Action tie, FactKey part) {
    Action.wait(tie, actions.find(Step.CREATE, part));
    Action.wait(tie, actions.find(Step.ALTER, part));
    Action.wait(tie, actions.find(Step.DROP, part));
  }
}
