package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A project's migrations as the linter takes them. */
public final class ProjectLint {
  private ProjectLint() {}

  /**
   * Every migration of the history, in order, and the SQL files beside it that were asked for by
   * name.
   *
   * @param paths below the project, with {@code /}
   */
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
      if (path.endsWith(".sql")
          && known.add(path)
          && files.read(path) instanceof FileReading.Content content) {
        content.text().ifPresent(sql -> texts.add(new MigrationText(path, path, Runner.ANY, sql)));
      }
    }
    return texts;
  }
}
