package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.lint.state.TransactionState;
import java.util.Locale;
import java.util.Set;

/** What PostgreSQL refuses to run inside a transaction block, inside one. */
final class ConcurrentlyInTransaction extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.error(
          "concurrently-in-transaction",
          "a statement that can't run in a transaction, in one",
          "CONCURRENTLY forms, VACUUM, REINDEX of a schema or database, CREATE and DROP DATABASE,"
              + " ALTER SYSTEM and the like stand after BEGIN, in a DO block, or together with"
              + " other statements in a file that the runner sends as one message, as Prisma does",
          "PostgreSQL refuses the statement (25001), and the migration stays behind as failed",
          "give the statement a migration of its own, without BEGIN and without any other"
              + " statement",
          Example.of(
                  "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
                  """
                  SET lock_timeout = '2s';
                  CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);\
                  """,
                  "CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);")
              .failing("25001"));

  private static final Set<String> WIDE = Set.of("schema", "database", "system");

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    String words = refused(visit.definition());
    if (words.isEmpty() || !visit.transaction().isOpen() && !visit.inBlock()) {
      return;
    }
    boolean message = visit.transaction().kind() == TransactionState.Kind.IMPLICIT;
    Problem problem =
        Problem.of(
            this,
            visit.span(),
            "`" + words + "` can't run inside a transaction",
            !visit.place().unwrapping().isEmpty() && message
                ? "give it a migration of its own that says `" + visit.place().unwrapping() + "`"
                : message
                    ? "give it a migration of its own: the file is sent as one message, which makes its"
                        + " statements one transaction"
                    : "move it out of the transaction, into a migration of its own");
    problem =
        problem.because(
            visit.inBlock()
                ? "it stands in a block, which runs in a transaction"
                : message
                    ? "the file holds other statements, and its runner sends it as one transaction"
                    : "it stands behind BEGIN",
            "nothing, alone and outside of a transaction");
    visit.report(visit.inBlock() ? problem : problem.safer(Draft.of(words, visit.text())));
  }

  private static String refused(Definition definition) {
    if (definition instanceof Definition.CreateIndex index) {
      return index.concurrently() ? "CREATE INDEX CONCURRENTLY" : "";
    }
    if (definition instanceof Definition.Drop drop) {
      return drop.concurrently() ? "DROP INDEX CONCURRENTLY" : "";
    }
    if (definition instanceof Definition.Reindex reindex) {
      if (reindex.concurrently()) {
        return "REINDEX CONCURRENTLY";
      }
      return WIDE.contains(reindex.kind())
          ? "REINDEX " + reindex.kind().toUpperCase(Locale.ROOT)
          : "";
    }
    if (definition instanceof Definition.Maintain maintain) {
      boolean all = maintain.verb().equals("CLUSTER") && maintain.tables().isEmpty();
      return maintain.verb().equals("VACUUM") || all ? maintain.verb() : "";
    }
    if (definition instanceof Definition.AlterTable alter) {
      return alter.commands().stream()
              .anyMatch(c -> c.change() instanceof TableCommand.Detach d && d.concurrently())
          ? "DETACH PARTITION CONCURRENTLY"
          : "";
    }
    if (definition instanceof Definition.DropDatabase) {
      return "DROP DATABASE";
    }
    return definition instanceof Definition.Other other && other.outsideTransactions()
        ? other.words()
        : "";
  }
}
