package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.state.TableState;
import java.util.Set;

/** UPDATE or DELETE of every row in one statement. */
final class UnboundedWrite extends Rule {
  private static final long MANY = 10_000;

  private static final Set<String> ENDS = Set.of(",", "from", "where", "returning", ";");

  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "unbounded-write",
          "UPDATE or DELETE of every row",
          "UPDATE or DELETE has no predicate, or one that is always true, on a table in use",
          "every row is locked until the transaction ends, its old version stays until VACUUM, and"
              + " replicas fall behind; a DELETE loses all rows",
          "fill in batches, each in a transaction of its own, outside migrations that change the"
              + " schema; say which rows you delete",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY, plan text);",
              "UPDATE users SET plan = 'free';",
              "UPDATE users SET plan = 'free' WHERE id BETWEEN 1 AND 5000;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.Write write)
        || !write.unbounded()
        || visit.isNew(write.table())) {
      return;
    }
    TableState table = visit.table(write.table());
    String name = Sql.name(write.table());
    Problem problem =
        Problem.of(
            this,
            visit.span(),
            write.kind().equals("DELETE")
                ? "`DELETE` without a predicate takes every row of `" + name + "`"
                : "`" + write.kind() + "` without a predicate locks every row of `" + name + "`",
            write.kind().equals("DELETE")
                ? "say which rows, or use TRUNCATE after a backup"
                : "fill in batches, each in a transaction of its own");
    if (write.kind().equals("UPDATE") && !visit.inBlock()) {
      problem = problem.safer(batches(write, name, visit.text()));
    }
    boolean many = table.live().map(live -> live.rows() >= MANY || live.rows() < 0).orElse(false);
    if (isBackfill(visit, write, table) && visit.isOnPaper(table)) {
      return;
    }
    if (isBackfill(visit, write, table) && (!many || visit.place().applied())) {
      visit.report(
          problem
              .as(Severity.NOTE)
              .because(
                  "it fills columns that a migration of this history added and nobody reads yet",
                  "this would be of severity warning")
              .because(
                  "how many rows there are is not known, or few",
                  "this would be of severity warning from " + MANY + " rows on"));
    } else {
      visit.report(problem, table);
    }
  }

  private static boolean isBackfill(Visit visit, Definition.Write write, TableState table) {
    return write.kind().equals("UPDATE")
        && table.madeIn() >= 0
        && write.assigned().stream()
            .allMatch(
                column ->
                    table
                        .column(column)
                        .map(
                            known ->
                                known.madeIn() > table.madeIn()
                                    && known.madeIn() < visit.state().file())
                        .orElse(false));
  }

  /** Of one assignment, whose value tells what is done already. */
  private static Draft[] batches(Definition.Write write, String name, String text) {
    String value = Sql.expression(text, "=", ENDS);
    if (write.assigned().size() != 1 || value.isEmpty() || !text.endsWith(value)) {
      return new Draft[0];
    }
    String column = Sql.identifier(write.assigned().iterator().next());
    return new Draft[] {
      Draft.of(
          "fill_" + write.table().name(),
          Sql.batches(name, column + " = " + value, column + " IS DISTINCT FROM (" + value + ")"))
    };
  }
}
