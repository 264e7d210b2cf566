package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.state.HeldLock;
import dev.sallyport.server.migration.lint.state.Locks;
import java.util.Set;

/** A long statement on one table while another is locked. */
final class RewriteUnderLock extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "long-statement-under-lock",
          "a table is scanned or written anew while another is locked",
          "after a statement that locks a table in use against readers and writers, the same"
              + " transaction does something to another table that takes as long as that table is"
              + " large",
          "both tables are locked for the whole time",
          "a migration of its own for each table",
          Example.of(
              "CREATE TABLE authors (id bigint PRIMARY KEY);\n"
                  + "CREATE TABLE prices (id bigint PRIMARY KEY, price integer);",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE authors ADD COLUMN meta jsonb;
              ALTER TABLE prices ALTER COLUMN price TYPE bigint;\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE authors ADD COLUMN meta jsonb;
              ALTER TABLE prices ADD COLUMN price_new bigint;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    boolean heavy =
        visit.problems().stream()
            .anyMatch(p -> p.rule().facts().heavy() && p.severity() != Severity.NOTE);
    if (!heavy || !visit.transaction().isOpen()) {
      return;
    }
    Set<String> own =
        Locks.of(visit.definition(), visit.state(), visit.number()).stream()
            .map(HeldLock::table)
            .collect(java.util.stream.Collectors.toSet());
    visit.transaction().locks().stream()
        .filter(lock -> lock.readersToo() && !own.contains(lock.table()))
        .findFirst()
        .ifPresent(
            lock ->
                visit.report(
                    Problem.of(
                            this,
                            visit.span(),
                            "`"
                                + lock.table()
                                + "` stays locked by `"
                                + lock.words()
                                + "` for as long as this takes",
                            "move it into a migration of its own")
                        .because(
                            "both stand in one transaction, which keeps its locks to its end",
                            "nothing, if each had a transaction of its own")));
  }
}
