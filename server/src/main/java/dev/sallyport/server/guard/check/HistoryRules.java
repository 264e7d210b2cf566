package dev.sallyport.server.guard.check;

import dev.sallyport.server.guard.change.Change;
import dev.sallyport.server.guard.change.Changes;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a change may not do to a history that others share, and what a changed schema needs. */
final class HistoryRules {
  private static final Pattern MANUAL = Pattern.compile("\\d{1,6}[_-][^/]*\\.sql");
  private static final String NEW_ONE =
      "restore it, and put the difference into a new migration: `propose_migration`";

  private final ProjectFiles files;
  private final PrismaProject project;
  private final Changes changes;

  HistoryRules(ProjectFiles files, PrismaProject project, Changes changes) {
    this.files = files;
    this.project = project;
    this.changes = changes;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    edited(findings);
    unordered(findings);
    withoutMigration().ifPresent(findings::add);
    return findings;
  }

  /** Migrations that the change brings. */
  List<String> added() {
    return changes.paths(Change.Kind.ADDED, this::isMigration);
  }

  private void edited(List<Finding> findings) {
    for (String path : changes.paths(Change.Kind.CHANGED, this::isMigration)) {
      boolean shared = changes.before().isShared(path);
      findings.add(
          Finding.of(
              "migration-edited",
              shared ? Severity.ERROR : Severity.WARNING,
              path,
              shared
                  ? "`" + path + "` was shared before, so it may be applied anywhere"
                  : "`" + path + "` was committed before, though the main branch has it not",
              shared ? NEW_ONE : "make sure that no database has it, or write a new one"));
    }
    for (String path : changes.paths(Change.Kind.REMOVED, this::isMigration)) {
      boolean shared = changes.before().isShared(path);
      findings.add(
          Finding.of(
              "migration-deleted",
              shared ? Severity.ERROR : Severity.WARNING,
              path,
              "`" + path + "` is gone, and a database that has it would look broken",
              "restore it; what it did is undone by a new migration"));
    }
  }

  /** A directory that sorts before the last one is applied late, or never. */
  private void unordered(List<Finding> findings) {
    String folder = project.migrationsFolder();
    Optional<String> last =
        changes.before().files(folder).stream()
            .filter(this::isPrismas)
            .map(path -> directory(folder, path))
            .max(Comparator.naturalOrder());
    for (String path : added()) {
      if (isPrismas(path)
          && last.isPresent()
          && directory(folder, path).compareTo(last.get()) < 0) {
        findings.add(
            Finding.of(
                "migration-out-of-order",
                Severity.ERROR,
                path,
                "`"
                    + directory(folder, path)
                    + "` sorts before `"
                    + last.get()
                    + "`, which was"
                    + " there first",
                "rename its directory so that it is the last one"));
      }
    }
  }

  private Optional<Finding> withoutMigration() {
    List<String> schema =
        changes.all().stream()
            .map(Change::path)
            .filter(path -> path.endsWith(".prisma") && isSchema(path))
            .filter(this::means)
            .toList();
    if (schema.isEmpty() || !added().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
            "schema-without-migration",
            Severity.ERROR,
            schema.get(0),
            "`"
                + schema.get(0)
                + "` changes what the database should be, and no migration comes"
                + " with it",
            "three ways out: `propose_migration` with `from_schema: true` writes one for what"
                + " Prisma can express; a numbered file does for what it can't; or take the change"
                + " of the schema back"));
  }

  private boolean isSchema(String path) {
    return path.equals(project.schemaPath())
        || project.schemaFiles().stream().anyMatch(file -> file.path().equals(path))
        || path.startsWith(project.schemaPath() + "/");
  }

  private boolean means(String path) {
    String before = changes.before().text(path).orElse("");
    String now =
        files.read(path) instanceof FileReading.Content content ? content.text().orElse("") : "";
    return !SchemaMeaning.of(before).equals(SchemaMeaning.of(now));
  }

  private boolean isMigration(String path) {
    return isPrismas(path) || isManual(path);
  }

  private boolean isPrismas(String path) {
    String folder = project.migrationsFolder() + "/";
    return path.startsWith(folder)
        && path.endsWith("/migration.sql")
        && path.indexOf('/', folder.length()) == path.length() - "/migration.sql".length();
  }

  private boolean isManual(String path) {
    return project.manualFolders().stream()
        .anyMatch(
            folder ->
                path.startsWith(folder + "/")
                    && MANUAL.matcher(path.substring(path.lastIndexOf('/') + 1)).matches());
  }

  private static String directory(String folder, String path) {
    String rest = path.substring(folder.length() + 1);
    return rest.substring(0, rest.indexOf('/'));
  }
}
