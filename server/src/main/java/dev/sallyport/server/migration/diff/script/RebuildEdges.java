package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.Action.Step;
import org.jspecify.annotations.Nullable;

/**
 * What a table that is made anew waits for, and what waits for its rows: whatever could act on a
 * row or look at it comes after they are home.
 */
final class RebuildEdges {
  private final Schema before;
  private final Schema after;
  private final Actions actions;
  private final Rebuilds rebuilds;

  RebuildEdges(Schema before, Schema after, Actions actions) {
    this.before = before;
    this.after = after;
    this.actions = actions;
    this.rebuilds = actions.fates().rebuilds();
  }

  void draw() {
    for (FactKey table : rebuilds.tables()) {
      Action home = actions.find(Step.COPY, table);
      Action.wait(home, actions.find(Step.CREATE, table));
      Action.wait(home, actions.find(Step.DROP, table));
      Action.wait(actions.find(Step.TIE, table), home);
      leave(table, home);
      comeAfter(table, home);
      RowTypes.columns(before, after, rebuilds, table).forEach(c -> rowsInside(c.key(), home));
      for (Fact index : after.indexes(table)) {
        // An index that is not whole yet is not taken for the one of the table above.
        after
            .children(index.key())
            .forEach(
                part -> Action.wait(actions.find(Step.TIE, table), actions.find(Step.TIE, part)));
      }
      if (rebuilds.hasRows(table)) {
        rebuilds.parts(table).forEach(part -> part(part, home));
        after
            .facts()
            .of(FactKind.MATERIALIZED_VIEW)
            .forEach(view -> Action.wait(actions.find(Step.CREATE, view.key()), home));
      }
    }
  }

  /** Parts leave first, and foreign keys before them. */
  private void leave(FactKey table, @Nullable Action home) {
    Action away = actions.find(Step.DROP, table);
    for (Fact key : before.parts(FactKind.CONSTRAINT, table)) {
      if (key.text("references") != null) {
        Action drop = actions.find(Step.DROP, key.key());
        Action.wait(away, drop);
        before.children(table).forEach(part -> Action.wait(actions.find(Step.RELEASE, part), drop));
      }
    }
    for (FactKey part : before.children(table)) {
      Action.wait(away, actions.find(Step.RELEASE, part));
      if (rebuilds.withRowsOf(part) == null) {
        Action.wait(away, actions.find(Step.DROP, part));
      }
    }
    for (Fact column : before.columns(table)) {
      for (FactKey type : before.facts().needsOf(column.key())) {
        // The old table has it until it goes.
        if (ObjectTerms.isType(type.kind())) {
          Action.wait(actions.find(Step.DROP, type), home);
          Action.wait(actions.find(Step.TIE, type), home);
        } else if (type.kind() == FactKind.EXTENSION || type.kind() == FactKind.COLLATION) {
          Action.wait(actions.find(Step.DROP, type), home);
        }
      }
    }
  }

  private void comeAfter(FactKey table, @Nullable Action home) {
    Action create = actions.find(Step.CREATE, table);
    Fact is = after.find(table);
    boolean partitioned = is != null && is.text("partitionedBy") != null;
    for (FactKind kind : FactKind.values()) {
      if (kind.isPart() && kind != FactKind.COLUMN) {
        after.parts(kind, table).stream()
            .filter(part -> !part.is("inherited"))
            // Parts are held against the checks when they are attached.
            .filter(part -> !partitioned || !part.textOf("type").equals("CHECK"))
            .forEach(part -> afterRows(part.key(), create, home));
      }
    }
    after.indexes(table).forEach(index -> afterRows(index.key(), create, home));
    for (Fact column : after.columns(table)) {
      after.dependents(column.key()).stream()
          .filter(user -> user.kind() == FactKind.SEQUENCE)
          // The table has its owner by then.
          .forEach(sequence -> Action.wait(actions.find(Step.TIE, sequence), home));
    }
  }

  /** Nothing is made of a column while it moves over to the new row type. */
  private void rowsInside(FactKey column, @Nullable Action home) {
    Action.wait(home, actions.find(Step.RELEASE, column));
    Action.wait(actions.find(Step.ALTER, column), home);
    for (FactKey user : before.dependents(column)) {
      Action.wait(home, actions.find(Step.RELEASE, user));
      Action.wait(home, actions.find(Step.DROP, user));
    }
    for (FactKey user : after.dependents(column)) {
      Action.wait(actions.find(Step.CREATE, user), home);
    }
  }

  private void afterRows(FactKey key, @Nullable Action create, @Nullable Action home) {
    Action made = actions.find(Step.CREATE, key);
    if (made != create) {
      Action.wait(made, home);
    }
  }

  /** Rows find their parts in place, and nothing on them that acts. */
  private void part(FactKey part, @Nullable Action home) {
    Action.wait(home, actions.find(Step.CREATE, part));
    Action.wait(home, actions.find(Step.TIE, part));
    for (Fact trigger : after.parts(FactKind.TRIGGER, part)) {
      if (!trigger.is("inherited")) {
        Action.wait(actions.find(Step.CREATE, trigger.key()), home);
        Action.wait(home, actions.find(Step.DROP, trigger.key()));
      }
    }
    for (Fact constraint : after.parts(FactKind.CONSTRAINT, part)) {
      if (constraint.text("references") != null && !constraint.is("inherited")) {
        Action.wait(actions.find(Step.CREATE, constraint.key()), home);
        Action.wait(home, actions.find(Step.DROP, constraint.key()));
      }
    }
  }
}
