package dev.sallyport.server.migration.prisma;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Inspection;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.finding.FindingsFormat;
import dev.sallyport.server.migration.finding.Sources;
import dev.sallyport.server.migration.history.History;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.lint.ProjectLint;
import dev.sallyport.server.migration.lint.RepeatProof;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import dev.sallyport.server.shadow.Shadow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be said of a project's schema and migrations; the linter says more of them
 * where a database answers.
 */
public final class ProjectValidation implements Inspection {
  private final ProjectFiles files;
  private final Supplier<SqlReader> reader;
  private final Optional<History.Facts> database;

  /**
   * @param database who answers for the database; empty where none is to be asked
   */
  public ProjectValidation(
      Path project, Supplier<SqlReader> reader, Optional<History.Facts> database) {
    this.files = new ProjectFiles(project);
    this.reader = reader;
    this.database = database;
  }

  @Override
  public Operation operation() {
    return Operation.VALIDATE;
  }

  @Override
  public Answer answer(AgentRequest request, Cancellation call) {
    String named = request.arguments().getOrDefault("paths", "");
    List<Finding> findings =
        run(new ProjectPlaces(files).of(named.isEmpty() ? List.of() : named.lines().toList()));
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("findings", findings.stream().map(FindingsFormat::plain).toList());
    body.put("valid", findings.stream().noneMatch(f -> f.severity() == Severity.ERROR));
    return Answer.done(
        body, findings.isEmpty() ? "" : "mend what each finding names, as its `help` says");
  }

  /**
   * Looks at the schema and at every migration.
   *
   * @param paths below which to look; empty means everywhere
   */
  public List<Finding> run(List<String> paths) {
    PrismaProject project = PrismaProject.locate(files);
    if (project.isAnotherProduct()) {
      return List.of(
          Finding.of(
              "prisma-8",
              Severity.NOTE,
              "package.json",
              "this project uses Prisma 8 or newer, which keeps contracts instead of a schema",
              "validate it with its own tools; its SQL can still be sent with `execute`"));
    }
    List<Finding> findings = new ArrayList<>(project.findings());
    MigrationFiles migrations = MigrationFiles.read(files, project);
    findings.addAll(migrations.findings());
    findings.addAll(lint().run(migrations, paths).findings());
    findings.addAll(new SchemaValidation(files).run(project));
    return findings.stream().filter(f -> within(f.file(), paths)).sorted().distinct().toList();
  }

  /** What the linter alone says, with the scripts to use instead. */
  public ProjectLint.Outcome linted(List<String> paths) {
    MigrationFiles migrations = MigrationFiles.read(files, PrismaProject.locate(files));
    ProjectLint.Outcome outcome = lint().run(migrations, paths);
    return new ProjectLint.Outcome(
        outcome.reported().stream().filter(r -> within(r.finding().file(), paths)).toList(),
        outcome.all().stream().filter(r -> within(r.finding().file(), paths)).toList(),
        outcome.others());
  }

  /** Whether hand-applied files can be applied twice, by doing so on a throw-away database. */
  public List<Finding> proven(List<String> paths, Shadow shadow) {
    MigrationFiles migrations = MigrationFiles.read(files, PrismaProject.locate(files));
    return new RepeatProof(shadow).of(migrations, path -> within(path, paths));
  }

  private ProjectLint lint() {
    return new ProjectLint(files, reader.get(), database);
  }

  /** The project's files, for the lines around a finding. */
  public Sources sources() {
    Map<String, Optional<String>> texts = new HashMap<>();
    return file ->
        texts.computeIfAbsent(
            file,
            path ->
                files.read(path) instanceof FileReading.Content content
                    ? content.text()
                    : Optional.empty());
  }

  /**
   * Paths as a person names them, as they are below the project.
   *
   * @param folder where relative ones start
   */
  public List<String> places(List<String> named, Path folder) {
    return new ProjectPlaces(files).of(named, folder);
  }

  private static boolean within(String file, List<String> paths) {
    return paths.isEmpty()
        || paths.contains("")
        || paths.stream().anyMatch(path -> file.equals(path) || file.startsWith(path + "/"));
  }
}
