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
import dev.sallyport.server.migration.project.FolderEntry;
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

  /** How deep below a named folder files are looked for. */
  private static final int DEEPEST = 4;

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
            .report(texts(files, migrations, paths), facts(others));
    return new Outcome(Baseline.read(files).without(all), all, others);
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
    List<MigrationText> texts = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (MigrationFile file : migrations.all()) {
      known.add(file.script().path());
      Runner runner = file instanceof MigrationFile.Prisma ? Runner.PRISMA : Runner.MANUAL;
      file.sql()
          .ifPresent(
              sql -> texts.add(new MigrationText(file.script().path(), file.name(), runner, sql)));
    }
    for (String path : paths) {
      for (String file : sqlFiles(files, path, DEEPEST)) {
        if (known.add(file) && files.read(file) instanceof FileReading.Content content) {
          content
              .text()
              .ifPresent(sql -> texts.add(new MigrationText(file, file, Runner.ANY, sql)));
        }
      }
    }
    return texts;
  }

  /** The file itself, or those below the folder. */
  private static List<String> sqlFiles(ProjectFiles files, String path, int depth) {
    if (path.endsWith(".sql")) {
      return List.of(path);
    }
    List<String> found = new ArrayList<>();
    for (FolderEntry entry : files.list(path).entries()) {
      String below = path + "/" + entry.name();
      if (entry.kind() == FolderEntry.Kind.FOLDER && depth > 0 && isOwn(entry.name())) {
        found.addAll(sqlFiles(files, below, depth - 1));
      } else if (entry.kind() == FolderEntry.Kind.FILE && entry.name().endsWith(".sql")) {
        found.add(below);
      }
    }
    return found;
  }

  private static boolean isOwn(String folder) {
    return !folder.startsWith(".")
        && !folder.equals("node_modules")
        && !folder.equals(Drafts.FOLDER);
  }
}
