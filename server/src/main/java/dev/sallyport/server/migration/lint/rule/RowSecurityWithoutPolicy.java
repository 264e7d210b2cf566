package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.finding.Finding.Severity;

/** Row level security that lets nobody through. */
final class RowSecurityWithoutPolicy extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "row-security-without-policy",
          "ENABLE ROW LEVEL SECURITY without a policy",
          "row level security of a table in use is switched on, and none of these files makes a"
              + " policy for it; a note where none of them makes the table",
          "until there is a policy, everybody but the table's owner reads no row of it and writes"
              + " none",
          "CREATE POLICY in the same file, before it",
          Example.of(
              "CREATE TABLE orders (id bigint PRIMARY KEY);",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              CREATE POLICY everybody ON orders USING (true);
              ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.Another another
        && another.words().equals("ENABLE ROW SECURITY")
        && !hasPolicy(visit, change.alter().table())) {
      Problem problem =
          Problem.of(
                  this,
                  change.span(),
                  "nobody but the owner of `" + change.name() + "` reads or writes its rows then",
                  "make a policy before it, in the same file")
              .because(
                  "none of these files makes a policy for `" + change.name() + "`",
                  "nothing, if one did");
      visit.report(
          change.table().madeIn() >= 0
              ? problem
              : problem
                  .as(Severity.NOTE)
                  .because(
                      "none of them makes the table either", "this would be of severity warning"));
    }
  }

  private static boolean hasPolicy(Visit visit, ObjectName table) {
    return visit
        .outlook()
        .all()
        .anyMatch(
            definition ->
                definition instanceof Definition.Create create
                    && create.kind().equals("policy")
                    && create.on() != null
                    && Outlook.same(create.on(), table));
  }
}
