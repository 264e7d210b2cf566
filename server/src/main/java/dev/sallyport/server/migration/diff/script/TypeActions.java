package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.migration.diff.script.Action.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** How a type that can't become what it should be is replaced by another of its name. */
final class TypeActions {
  private final Schema before;
  private final Schema after;
  private final Actions actions;

  TypeActions(Schema before, Schema after, Actions actions) {
    this.before = before;
    this.after = after;
    this.actions = actions;
  }

  void replace(Fact was, Fact is) {
    Action action = actions.action(Step.ALTER, was.key());
    boolean goesFirst = TypeReplacement.goesFirst(was) && onlyInColumns(was.key());
    if (goesFirst) {
      ownColumns(was.key()).forEach(column -> action.add(TypeReplacement.asText(column)));
      action.add("DROP " + ObjectTerms.of(was));
    } else {
      action.addAll(TypeReplacement.stepAside(was, is));
    }
    action.addAll(actions.creations().of(is));
    if (is.kind() == FactKind.DOMAIN) {
      after
          .parts(FactKind.CONSTRAINT, is.key())
          .forEach(constraint -> action.addAll(actions.creations().of(constraint)));
    }
    String words = TypeReplacement.loss(was, is);
    String loss = words == null ? null : is.key().words() + ": " + words;
    ownColumns(was.key())
        .forEach(column -> action.addLosing(TypeReplacement.move(column, was, is), loss));
    if (!goesFirst) {
      actions.action(Step.TIE, was.key()).add(TypeReplacement.dropOld(was));
    }
  }

  private boolean onlyInColumns(FactKey type) {
    return before.dependents(type).stream()
        .noneMatch(user -> TypeReplacement.isPossible(user.kind()));
  }

  /** The columns of a type that change with it, as they will be. */
  private List<Fact> ownColumns(FactKey type) {
    List<Fact> own = new ArrayList<>();
    for (FactKey key : new TreeSet<>(before.dependents(type))) {
      Fact column = key.kind() == FactKind.COLUMN ? after.find(key) : null;
      if (column != null
          && !column.is("view")
          && (!column.is("inherited") || actions.standing().isOnItsOwn(column))
          && actions.fates().of(key) != Fate.MADE_AGAIN) {
        own.add(column);
      }
    }
    return own;
  }
}
