package dev.sallyport.server.migration.lint;

import dev.sallyport.server.catalog.SchemaInventory;
import dev.sallyport.server.migration.finding.Fact;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.shadow.Replay;
import dev.sallyport.server.shadow.Script;
import dev.sallyport.server.shadow.Shadow;
import dev.sallyport.server.shadow.ShadowDatabase;
import dev.sallyport.server.shadow.ShadowTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whether hand-applied files can be applied twice, by doing so on a throw-away database that holds
 * what comes before them. The second time nothing may fail, and neither schema nor number of rows
 * may change.
 */
public final class RepeatProof {
  private static final String RULE = "not-rerunnable";

  private static final Fact PROVEN =
      new Fact(
          "it was applied twice on a throw-away database",
          "its statements would be judged by what they say");

  /** Counts every table exactly: a throw-away database holds what migrations put there, no more. */
  private static final String ROWS =
      """
      SELECT n.nspname || '.' || c.relname,
             (xpath('/row/c/text()', query_to_xml(
               format('SELECT count(*) AS c FROM %I.%I', n.nspname, c.relname),
               false, true, '')))[1]::text
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      """;

  private final Shadow shadow;

  public RepeatProof(Shadow shadow) {
    this.shadow = shadow;
  }

  /**
   * Applies every migration, and those that are asked for a second time.
   *
   * @param asked by path below the project; the others are applied once
   */
  public List<Finding> of(MigrationFiles files, Predicate<String> asked) {
    List<Finding> findings = new ArrayList<>();
    try (ShadowDatabase database = shadow.lend(ShadowTraits.PLAIN)) {
      for (MigrationFile file : files.all()) {
        Optional<String> sql = file.sql();
        if (sql.isEmpty()) {
          continue;
        }
        Script script = new Script(file.script().path(), sql.get());
        Optional<Replay.Stopped> stopped = database.apply(script).stopped();
        if (stopped.isPresent()) {
          findings.add(unproven(stopped.get()));
          return findings;
        }
        if (file instanceof MigrationFile.Manual && asked.test(script.source())) {
          again(database, script).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private static Optional<Finding> again(ShadowDatabase database, Script script) {
    State before = State.of(database);
    Optional<Replay.Stopped> stopped = database.apply(script).stopped();
    if (stopped.isPresent()) {
      Replay.Stopped second = stopped.get();
      return Optional.of(
          new Finding(
              RULE,
              Severity.ERROR,
              second.source(),
              second.line(),
              0,
              "the second time it fails: " + second.message(),
              "make the statement ask whether its work is done, or undo it first",
              List.of(PROVEN),
              List.of()));
    }
    return before
        .difference(State.of(database))
        .map(
            difference ->
                new Finding(
                    RULE,
                    Severity.ERROR,
                    script.source(),
                    0,
                    0,
                    "the second time it changes " + difference,
                    "make its statements ask whether their work is done",
                    List.of(PROVEN),
                    List.of()));
  }

  private static Finding unproven(Replay.Stopped stopped) {
    return new Finding(
        "not-proven",
        Severity.WARNING,
        stopped.source(),
        stopped.line(),
        0,
        "nothing is proven from here on: " + stopped.message(),
        stopped.help());
  }

  /** What a database holds, by name. */
  private record State(Map<String, String> objects, Map<String, String> rows) {
    static State of(ShadowDatabase database) {
      return database.facts(
          session -> {
            Map<String, String> objects = new TreeMap<>();
            SchemaInventory.read(session)
                .entries()
                .forEach((object, entry) -> objects.put(object.toString(), entry.ddl()));
            Map<String, String> rows = new TreeMap<>();
            session.rows(ROWS, row -> rows.put(row.text(1), row.text(2)));
            return new State(objects, rows);
          });
    }

    Optional<String> difference(State later) {
      if (!objects.equals(later.objects)) {
        return Optional.of("the schema");
      }
      return later.rows.entrySet().stream()
          .filter(entry -> !entry.getValue().equals(rows.get(entry.getKey())))
          .findFirst()
          .map(entry -> "the number of rows of `" + entry.getKey() + "`");
    }
  }
}
