package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.history.History;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.history.MigrationReport;
import dev.sallyport.server.migration.history.MigrationState;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
import dev.sallyport.server.migration.lint.state.LintFacts;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The linter on a project: its history, its configuration and baseline, and its database if there
 * is one to ask.
 */
public final class ProjectLint {
  /**
   * What was found.
   *
   * @param reported in the migrations, without what the baseline knows
   * @param all in the migrations, with it
   * @param others what is wrong with the configuration, or with asking the database
   */
  public record Outcome(List<Reported> reported, List<Reported> all, List<Finding> others) {
    public Outcome {
      reported = List.copyOf(reported);
      all = List.copyOf(all);
      others = List.copyOf(others);
    }

    /** Everything that is to be said. */
    public List<Finding> findings() {
      List<Finding> findings = new ArrayList<>(others);
      reported.forEach(one -> findings.add(one.finding()));
      return findings;
    }
  }

  private final ProjectFiles files;
  private final SqlReader reader;
  private final Optional<History.Facts> database;

  /**
   * @param database who answers for the database; empty where none is configured
   */
  public ProjectLint(ProjectFiles files, SqlReader reader, Optional<History.Facts> database) {
    this.files = files;
    this.reader = reader;
    this.database = database;
  }

  /**
   * Lints the history and the SQL files beside it that are named.
   *
   * @param paths below the project, with {@code /}
   */
  public Outcome run(MigrationFiles migrations, List<String> paths) {
    LintConfiguration configuration = LintConfiguration.read(files);
    List<Finding> others = new ArrayList<>(configuration.findings());
    List<Reported> all =
        new Linter(reader.definitions(), configuration.severities())
            .report(texts(files, migrations, paths, others), facts(others));
    Baseline baseline = Baseline.read(files);
    baseline.finding().ifPresent(others::add);
    return new Outcome(baseline.without(all), all, others);
  }

  /** A database that can't be asked is told of, and the files alone decide. */
  private LintFacts facts(List<Finding> others) {
    if (database.isEmpty()) {
      return LintFacts.NONE;
    }
    History.Facts asked = database.get();
    try {
      History history = History.read(files, asked, reader.schemas());
      Set<String> applied = new HashSet<>(in(history, MigrationState.APPLIED));
      applied.addAll(in(history, MigrationState.MANUAL_APPLIED));
      Set<String> edited = in(history, MigrationState.EDITED);
      applied.addAll(edited);
      return asked.ask(session -> LiveFacts.read(session, applied, edited));
    } catch (DatabaseException e) {
      others.add(
          Finding.of(
              "database-not-asked",
              Severity.NOTE,
              "",
              "the database could not be asked: " + e.message(),
              "the files alone were judged; see `sallyport doctor`"));
      return LintFacts.NONE;
    }
  }

  private static Set<String> in(History history, MigrationState state) {
    return history.migrations().stream()
        .filter(report -> report.conditions().contains(state))
        .map(MigrationReport::name)
        .collect(Collectors.toSet());
  }

  /** Every migration of the history, in order, and the SQL files beside it that are named. */
  public static List<MigrationText> texts(
      ProjectFiles files, MigrationFiles migrations, List<String> paths) {
    return texts(files, migrations, paths, new ArrayList<>());
  }

  private static List<MigrationText> texts(
      ProjectFiles files, MigrationFiles migrations, List<String> paths, List<Finding> others) {
    List<MigrationText> texts = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (MigrationFile file : migrations.all()) {
      String path = file.script().path();
      known.add(path);
      Runner runner = file instanceof MigrationFile.Prisma ? Runner.PRISMA : Runner.MANUAL;
      Optional<String> sql = file.sql();
      if (sql.isEmpty() && !(file.script() instanceof FileReading.Absent)) {
        SqlText read = SqlText.of(files.read(path, SqlText.LARGEST));
        read.finding().ifPresent(others::add);
        sql = read.text();
      }
      sql.ifPresent(text -> texts.add(new MigrationText(path, file.name(), runner, text)));
    }
    for (String path : paths) {
      for (String file : SqlFolder.files(files, path)) {
        if (known.add(file)) {
          SqlText read = SqlText.of(files.read(file, SqlText.LARGEST));
          read.finding().ifPresent(others::add);
          read.text().ifPresent(sql -> texts.add(new MigrationText(file, file, Runner.ANY, sql)));
        }
      }
    }
    return texts;
  }
}
