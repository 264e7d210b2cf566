package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.ConstraintDefinition.Kind;
import dev.sallyport.policy.sql.definition.TableCommand;
import java.util.List;

/** A primary key that builds its index, or reads the table, under the table's lock. */
final class PrimaryKeyWithoutIndex extends TableRule {
  private static final RuleFacts FACTS =
      RuleFacts.heavy(
          "primary-key-without-index",
          "a primary key builds its own index, or has to look for NULLs",
          "PRIMARY KEY is added to a table in use without USING INDEX, or USING an INDEX of columns"
              + " that may hold NULL",
          "an ACCESS EXCLUSIVE lock keeps readers and writers out while the index is built and"
              + " every row is read for NULLs",
          "make the columns NOT NULL first, CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT"
              + " ... PRIMARY KEY USING INDEX",
          Example.of(
              "CREATE TABLE events (id bigint NOT NULL);",
              "ALTER TABLE events ADD PRIMARY KEY (id);",
              """
              CREATE UNIQUE INDEX CONCURRENTLY events_pkey ON events (id);
              -- 2.sql
              SET LOCAL lock_timeout = '2s';
              ALTER TABLE events ADD CONSTRAINT events_pkey
                PRIMARY KEY USING INDEX events_pkey;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (change.command() instanceof TableCommand.AddConstraint add
        && add.constraint().kind() == Kind.PRIMARY_KEY) {
      if (add.constraint().usingIndex().isEmpty()) {
        visit.report(
            building(change)
                .safer(UniqueWithoutIndex.steps(change, add.constraint(), "PRIMARY KEY", "pkey")),
            change.table());
      } else {
        usingIndex(visit, change, add.constraint().usingIndex());
      }
    } else if (change.command() instanceof TableCommand.AddColumn add
        && add.column().has(Kind.PRIMARY_KEY)) {
      visit.report(building(change), change.table());
    }
  }

  private Problem building(Change change) {
    return Problem.of(
        this,
        change.span(),
        "adding a primary key locks `" + change.name() + "` while its index is built",
        "create a unique index with CONCURRENTLY first, then add the key USING INDEX");
  }

  private void usingIndex(Visit visit, Change change, String index) {
    List<String> nullable =
        change.table().indexes().stream()
            .filter(known -> known.name().equals(index))
            .flatMap(known -> known.columns().stream())
            .filter(column -> mayBeNull(change, column))
            .toList();
    if (!nullable.isEmpty()) {
      visit.report(
          Problem.of(
                  this,
                  change.span(),
                  "the key makes `"
                      + String.join("`, `", nullable)
                      + "` NOT NULL, which reads every row of `"
                      + change.name()
                      + "` under its lock",
                  "make the columns NOT NULL first, proven by a validated check")
              .because(
                  "nothing says that `" + String.join("`, `", nullable) + "` is NOT NULL yet",
                  "nothing, if these files or the database said so"),
          change.table());
    }
  }

  private static boolean mayBeNull(Change change, String column) {
    return change.table().column(column).map(known -> !known.notNull()).orElse(false)
        && change.table().proofOfNotNull(column).isEmpty();
  }
}
