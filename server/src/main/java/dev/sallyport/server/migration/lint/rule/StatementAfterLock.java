package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.lint.state.TransactionState;

/** A statement of unknown length runs while a lock that keeps everybody out is held. */
final class StatementAfterLock extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "statement-after-lock",
          "rows are read or written while a table is locked",
          "after a statement that locks a table in use against writers, or readers too, the same"
              + " transaction selects, updates, deletes or moves rows",
          "the lock is held until the transaction ends, and so for as long as that statement takes",
          "put what changes the schema and what works on rows into migrations of their own",
          Example.of(
              "CREATE TABLE users (id bigint PRIMARY KEY, plan text);",
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ADD COLUMN email text;
              SELECT count(*) FROM users;\
              """,
              """
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE users ADD COLUMN email text;
              -- 2.sql
              SELECT count(*) FROM users;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!visit.transaction().isOpen() || !worksOnRows(visit.definition())) {
      return;
    }
    visit.transaction().locks().stream()
        .filter(lock -> !lock.words().equals("REFERENCES"))
        .findFirst()
        .ifPresent(
            lock ->
                visit.report(
                    Problem.of(
                            this,
                            visit.span(),
                            "it runs while `"
                                + lock.words()
                                + (lock.readersToo()
                                    ? "` keeps everybody out of `"
                                    : "` keeps writers out of `")
                                + lock.table()
                                + "`",
                            "move it into a migration of its own")
                        .because(
                            visit.transaction().kind() == TransactionState.Kind.IMPLICIT
                                ? "the file is sent as one message, which is one transaction"
                                : "both stand between BEGIN and COMMIT",
                            "nothing, if each had a transaction of its own")));
  }

  private static boolean worksOnRows(Definition definition) {
    if (definition instanceof Definition.Read read) {
      return read.fromTables();
    }
    return definition instanceof Definition.Write write
        && (!write.kind().equals("INSERT") || write.fromTables());
  }
}
