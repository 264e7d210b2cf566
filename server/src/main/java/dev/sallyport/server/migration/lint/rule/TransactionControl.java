package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.Definition.Control.Verb;
import dev.sallyport.server.migration.lint.state.TransactionState;

/** BEGIN, COMMIT and ROLLBACK that don't match, or that take the runner's transaction apart. */
final class TransactionControl extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.error(
          "transaction-control",
          "BEGIN and COMMIT that don't match",
          "a file ends inside BEGIN, begins a second time, or says COMMIT or ROLLBACK without"
              + " BEGIN",
          "what the file did is rolled back when the session ends, or committed half-way, and the"
              + " runner does not notice",
          "match every BEGIN with one COMMIT, or leave both to the runner",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY);",
              """
              BEGIN;
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ADD COLUMN email text;\
              """,
              """
              BEGIN;
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ADD COLUMN email text;
              COMMIT;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    boolean inside = visit.transaction().kind() == TransactionState.Kind.EXPLICIT;
    if (visit.definition() instanceof Definition.Control control && !visit.inBlock()) {
      Verb verb = control.verb();
      if (verb == Verb.BEGIN && inside) {
        visit.report(
            Problem.of(
                this, visit.span(), "`BEGIN` inside a transaction begins none", "remove it"));
      } else if (verb == Verb.BEGIN && isNeverEnded(visit)) {
        visit.report(
            Problem.of(
                this,
                visit.span(),
                "this transaction is never committed: all of it is rolled back at the end",
                "write COMMIT, or leave BEGIN to the runner"));
      } else if ((verb == Verb.COMMIT || verb == Verb.ROLLBACK) && !inside) {
        visit.report(
            Problem.of(
                this,
                visit.span(),
                "`" + verb + "` without `BEGIN`",
                visit.transaction().isOneMessage()
                    ? "remove it: it ends the runner's transaction half-way"
                    : "remove it, or write BEGIN"));
      }
    }
  }

  private static boolean isNeverEnded(Visit visit) {
    return visit.outlook().statements(visit.place().number()).stream()
        .skip(visit.number() + 1L)
        .noneMatch(
            d ->
                d instanceof Definition.Control c
                    && (c.verb() == Verb.COMMIT || c.verb() == Verb.ROLLBACK));
  }
}
