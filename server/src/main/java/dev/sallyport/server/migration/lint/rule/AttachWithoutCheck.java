package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.state.ConstraintState;
import dev.sallyport.server.migration.lint.state.TableState;

/** A table becomes a partition, and every row of it is read to see whether it may. */
final class AttachWithoutCheck extends Rule {
  private static final RuleFacts FACTS =
      new RuleFacts(
          "attach-without-check",
          "ATTACH PARTITION of a table without a check of its bounds",
          Severity.WARNING,
          true,
          "a table that may hold rows becomes a partition, and no valid CHECK of it is known",
          "an ACCESS EXCLUSIVE lock keeps readers and writers of that table out while every row is"
              + " read, and of the parent's default partition likewise; with a valid CHECK that"
              + " proves the bounds nothing is read",
          "add a CHECK of the bounds, and of NOT NULL, NOT VALID; validate it in a later migration;"
              + " attach the table then, and drop the check",
          Example.of(
              "CREATE TABLE events (id bigint NOT NULL) PARTITION BY RANGE (id);\n"
                  + "CREATE TABLE events_1 (id bigint NOT NULL);\n"
                  + "INSERT INTO events_1 VALUES (1);",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (1) TO (10);\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE events_1 ADD CONSTRAINT events_1_bounds
                CHECK (id >= 1 AND id < 10) NOT VALID;
              -- 2.sql
              ALTER TABLE events_1 VALIDATE CONSTRAINT events_1_bounds;
              -- 3.sql
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (1) TO (10);\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.AlterTable alter && alter.kind().equals("table")) {
      for (Definition.Command command : alter.commands()) {
        if (command.change() instanceof TableCommand.Attach attach) {
          look(visit, alter, attach);
        }
      }
    }
  }

  private void look(Visit visit, Definition.AlterTable alter, TableCommand.Attach attach) {
    TableState partition = visit.table(attach.partition());
    boolean empty = visit.state().isNew(partition) && !partition.isFilled();
    if (empty || partition.constraints().stream().anyMatch(AttachWithoutCheck::mayProve)) {
      return;
    }
    visit.report(
        Problem.of(
                this,
                visit.span(),
                "every row of `"
                    + Sql.name(attach.partition())
                    + "` is read under its lock before it is a partition of `"
                    + Sql.name(alter.table())
                    + "`",
                "give it a validated CHECK of the bounds first")
            .because(
                "no valid check of `" + attach.partition().name() + "` is known",
                "nothing, if there were one, or if this script made the table and left it empty"),
        partition);
  }

  /** A check, or one that these files only validate. */
  private static boolean mayProve(ConstraintState constraint) {
    return constraint.valid() && (constraint.kind() == Kind.CHECK || constraint.kind() == null);
  }
}
