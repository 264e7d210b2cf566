package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import java.util.Locale;

/** REINDEX that keeps writers out. */
final class ReindexWithoutConcurrently extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "reindex-without-concurrently",
          "REINDEX without CONCURRENTLY",
          "REINDEX is used without CONCURRENTLY on what this file did not make",
          "a SHARE lock on the table keeps writers out, and an ACCESS EXCLUSIVE lock on the index"
              + " keeps readers out that would use it, until the index is rebuilt",
          "REINDEX ... CONCURRENTLY (PostgreSQL 12 and later), alone in a migration of its own",
          Example.of(
              "CREATE TABLE orders (id bigint PRIMARY KEY);",
              "REINDEX TABLE orders;",
              "REINDEX TABLE CONCURRENTLY orders;"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!(visit.definition() instanceof Definition.Reindex reindex)
        || reindex.concurrently()
        || reindex.kind().equals("table") && visit.isNew(reindex.name())) {
      return;
    }
    String kind = reindex.kind().toUpperCase(Locale.ROOT);
    String name = Sql.name(reindex.name());
    visit.report(
        Problem.of(
                this,
                visit.span(),
                "`REINDEX " + kind + " " + name + "` blocks writes while it rebuilds",
                "use REINDEX " + kind + " CONCURRENTLY, alone in a migration of its own")
            .safer(
                Draft.of(
                    "reindex_" + reindex.name().name(),
                    "REINDEX " + kind + " CONCURRENTLY " + name)));
  }
}
