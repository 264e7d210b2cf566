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
import dev.sallyport.server.migration.project.FolderReading;
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
    this(new ProjectFiles(project), reader, database);
  }

  /**
   * @param files the project, from wherever it is read
   * @param database who answers for the database; empty where none is to be asked
   */
  public ProjectValidation(
      ProjectFiles files, Supplier<SqlReader> reader, Optional<History.Facts> database) {
    this.files = files;
    this.reader = reader;
    this.database = database;
  }

  /** Loads what reads schemas and SQL, so that somebody who will soon ask need not wait for it. */
  public static void warmUp() {
    try (SqlReader reader = new SqlReader()) {
      reader.definitions().read("SELECT 1");
    }
    SchemaCode.shipped();
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
  public List<Finding> run(List<String> named) {
    List<String> paths = plain(named);
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
    try (Beside<List<Finding>> schema = new Beside<>(() -> schema(project))) {
      return all(project, paths, schema);
    }
  }

  private List<Finding> schema(PrismaProject project) {
    return new SchemaValidation(files).run(project);
  }

  private List<Finding> all(
      PrismaProject project, List<String> paths, Beside<List<Finding>> schema) {
    List<Finding> findings = new ArrayList<>(project.findings());
    MigrationFiles migrations = MigrationFiles.read(files, project);
    findings.addAll(migrations.findings());
    findings.addAll(lint().run(migrations, paths).findings());
    paths.stream().filter(this::isAbsent).map(ProjectValidation::absent).forEach(findings::add);
    findings.addAll(schema.result());
    return findings.stream().filter(f -> within(f.file(), paths)).sorted().distinct().toList();
  }

  /** What the linter alone says, with the scripts to use instead. */
  public ProjectLint.Outcome linted(List<String> named) {
    List<String> paths = plain(named);
    MigrationFiles migrations = MigrationFiles.read(files, PrismaProject.locate(files));
    ProjectLint.Outcome outcome = lint().run(migrations, paths);
    return new ProjectLint.Outcome(
        outcome.reported().stream().filter(r -> within(r.finding().file(), paths)).toList(),
        outcome.all().stream().filter(r -> within(r.finding().file(), paths)).toList(),
        outcome.others());
  }

  /** Whether hand-applied files can be applied twice, by doing so on a throw-away database. */
  public List<Finding> proven(List<String> named, Shadow shadow) {
    List<String> paths = plain(named);
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

  /** Without {@code ./} before and {@code /} behind; the project itself means everywhere. */
  private static List<String> plain(List<String> named) {
    List<String> paths =
        named.stream()
            .map(path -> path.replaceFirst("^(\\./+)+", "").replaceFirst("/+$", ""))
            .toList();
    return paths.stream().anyMatch(path -> path.isEmpty() || path.equals(".")) ? List.of() : paths;
  }

  /** What is not there must not be taken for what nothing is wrong with. */
  private boolean isAbsent(String path) {
    FileReading reading = files.read(path);
    boolean told = reading instanceof FileReading.Refused && path.endsWith(".sql");
    return !(reading instanceof FileReading.Content)
        && !told
        && files.list(path).state() != FolderReading.State.READ;
  }

  private static Finding absent(String path) {
    return Finding.of(
        "path-not-found",
        Severity.ERROR,
        path,
        "the project has no such file or folder that can be read",
        "name one below the project's folder, such as `prisma/migrations`");
  }

  private static boolean within(String file, List<String> paths) {
    return paths.isEmpty()
        || paths.contains("")
        || paths.stream().anyMatch(path -> file.equals(path) || file.startsWith(path + "/"));
  }
}
