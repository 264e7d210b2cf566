package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.TableCommand;

/** Rows are told apart, for whoever follows the log, by all of their values. */
final class ReplicaIdentityFull extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "replica-identity-full",
          "REPLICA IDENTITY FULL",
          "a table in use gets REPLICA IDENTITY FULL",
          "from then on every UPDATE and DELETE writes the whole old row to the log too, and a"
              + " subscriber looks for each of those rows by all of its values",
          "a primary key, or REPLICA IDENTITY USING INDEX with a unique index over columns that are"
              + " NOT NULL",
          Example.of(
              "CREATE TABLE events (id bigint NOT NULL);\n"
                  + "CREATE UNIQUE INDEX events_id ON events (id);",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE events REPLICA IDENTITY FULL;\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE events REPLICA IDENTITY USING INDEX events_id;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.Another another
        && another.words().equals("REPLICA IDENTITY FULL")) {
      visit.report(
          Problem.of(
                  this,
                  change.span(),
                  "every UPDATE and DELETE of `"
                      + change.name()
                      + "` writes the whole old row to the log from then on",
                  "use its primary key, or REPLICA IDENTITY USING INDEX")
              .because(visit.origin(change.table())));
    }
  }
}
