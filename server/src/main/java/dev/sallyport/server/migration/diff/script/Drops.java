package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.migration.diff.script.Action.Step;

/** What is dropped, and what goes along with something else. */
final class Drops {
  private final Schema before;
  private final Schema after;
  private final Actions actions;
  private final Fates fates;

  Drops(Schema before, Schema after, Actions actions) {
    this.before = before;
    this.after = after;
    this.actions = actions;
    this.fates = actions.fates();
  }

  void drop(Fact fact) {
    FactKey key = fact.key();
    FactKey bearer = fates.rebuilds().withRowsOf(key);
    if (bearer != null) {
      actions.share(Step.DROP, key, actions.action(Step.COPY, bearer));
      return;
    }
    FactKey whole = before.whole(fact);
    FactKey carrier = whole == null ? null : fates.rebuilds().withRowsOf(whole);
    if (carrier != null && fact.text("references") == null) {
      actions.share(Step.DROP, key, actions.action(Step.DROP, carrier));
      return;
    }
    FactKey with = Companions.goesWith(before, after, actions, fact);
    if (with != null && !actions.standing().isOnItsOwn(fact)) {
      Fate its = fates.of(with);
      boolean goes = its == Fate.DROPPED || its == Fate.MADE_AGAIN;
      actions.share(Step.DROP, key, goes ? actions.action(Step.DROP, with) : null);
      return;
    }
    if (Companions.isNobodysToDrop(before, fact)) {
      return;
    }
    write(fact, actions.action(Step.DROP, key));
  }

  private void write(Fact fact, Action action) {
    FactKey key = fact.key();
    boolean again = fates.of(key) == Fate.MADE_AGAIN;
    switch (key.kind()) {
      case COLUMN -> column(fact, again, action);
      case CONSTRAINT ->
          action.add(
              (fact.is("domain") ? "ALTER DOMAIN " : "ALTER TABLE ")
                  + Sql.owner(key)
                  + " DROP CONSTRAINT "
                  + Sql.name(key.name()));
      case TABLE -> {
        if (again) {
          new RebuildSql(before, after, fates).away(key, action);
          return;
        }
        action.addLosing("DROP TABLE " + Sql.qualified(key), "drops every row of " + key.words());
      }
      case BASE_TYPE -> action.add(BaseTypes.drop(before, fact));
      case SEQUENCE -> action.add("DROP SEQUENCE IF EXISTS " + Sql.qualified(key));
      case INDEX ->
          action.add(
              "DROP INDEX "
                  + Sql.qualified(key)
                  + (Companions.takesKeys(before, key) ? " CASCADE" : ""));
      default -> action.add("DROP " + ObjectTerms.of(fact));
    }
  }

  private void column(Fact fact, boolean again, Action action) {
    FactKey key = fact.key();
    String only = !again && Heirs.keep(before, after, fact) ? "ONLY " : "";
    String sql = "ALTER TABLE " + only + Sql.owner(key) + " DROP COLUMN " + Sql.name(key.name());
    Fact is = after.find(key);
    if (again && is != null && Computed.becomes(fact, is)) {
      action.addAll(Computed.guard(Sql.owner(key), is));
    }
    if (again || fact.text("generated") != null) {
      action.add(sql);
    } else {
      action.addLosing(sql, "drops every value of " + key.words());
    }
  }
}
