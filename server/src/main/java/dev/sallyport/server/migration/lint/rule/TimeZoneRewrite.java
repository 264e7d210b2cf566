package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.policy.sql.definition.TypeReference;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.state.ColumnState;
import java.util.Set;

/** A change between timestamps with and without a zone: a rewrite anywhere but in UTC. */
final class TimeZoneRewrite extends TableRule {
  private static final Set<String> UTC = Set.of("UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "UCT");

  private static final RuleFacts FACTS =
      new RuleFacts(
          "time-zone-rewrite",
          "timestamp to timestamptz, or back, outside UTC",
          Severity.WARNING,
          true,
          "a column of a table in use changes between timestamp and timestamptz, and the migration"
              + " does not SET TIME ZONE 'UTC' before",
          "in a session whose TimeZone is UTC nothing is written; in any other the table is written"
              + " anew under an ACCESS EXCLUSIVE lock, and the values mean other moments than in"
              + " UTC. Drivers send the zone of the machine they run on",
          "SET LOCAL TIME ZONE 'UTC' before, if the stored values are UTC; else add a column and"
              + " fill it in batches",
          Example.of(
              "CREATE TABLE events (id bigint PRIMARY KEY, happened timestamp);",
              "ALTER TABLE events ALTER COLUMN happened TYPE timestamptz;",
              """
              SET LOCAL lock_timeout = '2s';
              SET LOCAL TIME ZONE 'UTC';
              ALTER TABLE events ALTER COLUMN happened TYPE timestamptz;\
              """));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  void check(Visit visit, Change change) {
    if (!(change.command() instanceof TableCommand.ChangeType changed)
        || changed.using() != null && !changed.using().functions().isEmpty()) {
      return;
    }
    TypeReference old = change.table().column(changed.column()).map(ColumnState::type).orElse(null);
    if (TypeChange.of(old, changed.type()) != TypeChange.BY_TIME_ZONE || setsUtc(visit)) {
      return;
    }
    String zone = visit.facts().timeZone();
    boolean known = !zone.isEmpty();
    Problem problem =
        Problem.of(
                this,
                change.span(),
                "changing `"
                    + changed.column()
                    + "` to `"
                    + changed.type().sql()
                    + "` writes all of `"
                    + change.name()
                    + "` anew unless the session's time zone is UTC",
                "SET LOCAL TIME ZONE 'UTC' before it, if the stored values are UTC")
            .because(
                known
                    ? "the database's own time zone is `" + zone + "`, a session may have another"
                    : "the session's time zone is not known",
                known
                    ? "this would be of severity warning"
                    : "a note, if the database said UTC; nothing, if this script set it")
            .safer(
                Draft.of(
                    "retype_" + changed.column(),
                    "SET LOCAL TIME ZONE 'UTC';\n"
                        + (visit.inBlock() ? "" : Sql.alone(visit, change))));
    visit.report(known && UTC.contains(zone) ? problem.as(Severity.NOTE) : problem, change.table());
  }

  private static boolean setsUtc(Visit visit) {
    return visit.outlook().file(visit.place().number()).stream()
        .anyMatch(
            definition ->
                definition instanceof Definition.SetParameter set
                    && set.name().equals("timezone")
                    && UTC.stream().anyMatch(set.value()::equalsIgnoreCase));
  }
}
