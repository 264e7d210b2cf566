package dev.sallyport.server.migration.prisma;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.NestedProjects;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.List;

/** What Prisma itself says of a project's schema, and whether it is formatted as Prisma formats. */
public final class SchemaValidation {
  /** Where each Prisma from 5 to 7 keeps its reader. */
  static final String OWN_MODULE = "node_modules/prisma/build/prisma_schema_build_bg.wasm";

  static final int SHIPPED_MAJOR = 7;
  private static final String MOVED = "is no longer supported in schema files";
  private static final long SECONDS = 60;

  private final ProjectFiles files;
  private final long seconds;

  public SchemaValidation(ProjectFiles files) {
    this(files, SECONDS);
  }

  SchemaValidation(ProjectFiles files, long seconds) {
    this.files = files;
    this.seconds = seconds;
  }

  /** Everything found, by file and place. */
  public List<Finding> run(PrismaProject project) {
    List<SchemaFile> schema =
        project.schemaFiles().stream()
            .flatMap(file -> file.text().map(text -> new SchemaFile(file.path(), text)).stream())
            .toList();
    if (schema.isEmpty()) {
      String advice = NestedProjects.advice(files);
      return List.of(
          Finding.of(
              "schema-missing",
              Severity.ERROR,
              project.schemaPath(),
              "there is no schema at `" + project.schemaPath() + "`",
              advice.isEmpty()
                  ? "name it in `prisma.config.ts`, or start with `--project` at the right folder"
                  : advice));
    }
    List<Finding> findings = new ArrayList<>();
    SchemaEngine.Opinion opinion = opinion(schema, project, findings);
    if (opinion != null) {
      findings.addAll(SchemaFindings.of(schema, opinion));
    }
    return findings.stream().sorted().toList();
  }

  private SchemaEngine.@org.jspecify.annotations.Nullable Opinion opinion(
      List<SchemaFile> schema, PrismaProject project, List<Finding> findings) {
    FileReading own = files.read(OWN_MODULE);
    if (own instanceof FileReading.Content content) {
      try {
        return SchemaEngine.of(content.bytes(), seconds).read(schema, complaint -> false);
      } catch (SchemaModuleException e) {
        findings.add(ownFailed(e.getMessage()));
      }
    } else if (own instanceof FileReading.Refused refused) {
      findings.add(ownFailed("it " + refused.why()));
    }
    try {
      return withShipped(schema, project, findings);
    } catch (SchemaModuleException e) {
      findings.add(
          Finding.of(
              "schema-unreadable",
              Severity.ERROR,
              schema.get(0).path(),
              "Prisma's reader gave up on the schema: " + e.getMessage(),
              "make it smaller, or run `prisma validate` where no credentials are"));
      return null;
    }
  }

  /** Version 7 refuses what older ones demand: the connection's address in the schema. */
  private SchemaEngine.Opinion withShipped(
      List<SchemaFile> schema, PrismaProject project, List<Finding> findings)
      throws SchemaModuleException {
    SchemaEngine engine = SchemaEngine.shipped(seconds);
    Integer major = project.major();
    if (major == null || major >= SHIPPED_MAJOR) {
      return engine.read(schema, complaint -> false);
    }
    findings.add(
        Finding.of(
            "prisma-not-installed",
            Severity.NOTE,
            schema.get(0).path(),
            "read as Prisma 7.10.1 reads it: the project's Prisma " + major + " is not installed",
            "run `npm ci`, so that the project's own version reads it"));
    return engine.read(schema, complaint -> complaint.message().contains(MOVED));
  }

  private static Finding ownFailed(String why) {
    return Finding.of(
        "prisma-module-refused",
        Severity.WARNING,
        OWN_MODULE,
        "the project's own Prisma was not used: " + why,
        "install Prisma again; until then version 7.10.1 reads the schema");
  }
}
