package dev.sallyport.server.migration.prisma;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.prisma.datamodel.CreateScript;
import dev.sallyport.server.migration.prisma.datamodel.Datamodel;
import dev.sallyport.server.migration.prisma.datamodel.DatamodelException;
import dev.sallyport.server.migration.prisma.datamodel.DatamodelReader;
import dev.sallyport.server.migration.prisma.syntax.Block;
import dev.sallyport.server.migration.prisma.syntax.SchemaSyntax;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The database that a project's schema.prisma describes.
 *
 * <p>Our own reader reads the text, and Prisma's reader, the project's own where it is installed,
 * must agree with it. Where either refuses, or the two differ, there is no answer but the reason.
 *
 * @param remarks what to know about the reading, in words
 */
public record DescribedDatabase(Datamodel datamodel, List<String> remarks) {
  public DescribedDatabase {
    remarks = List.copyOf(remarks);
  }

  /** Describing this many takes Prisma's reader as long as it has. */
  private static final int MOST_FIELDS = 2_000;

  /** The same of a project's own reader, which is interpreted; beyond, the shipped one is asked. */
  private static final int MOST_INTERPRETED = 500;

  private static final long SECONDS = 20;

  /** Schemas that both readers read alike: asking Prisma's takes seconds, and the text is all. */
  private static final RecentSchemas AGREED = new RecentSchemas(16);

  private static final String HELP = "`sallyport validate` says what Prisma makes of the schema";

  /**
   * Reads a project's schema.
   *
   * @throws DatamodelException where it can't be read, or the two readers disagree
   */
  public static DescribedDatabase read(ProjectFiles files, PrismaProject project) {
    List<SchemaFile> schema = files(project);
    List<Block> blocks = new ArrayList<>();
    for (SchemaFile file : schema) {
      blocks.addAll(SchemaSyntax.read(file.path(), file.text()));
    }
    Integer major = project.major();
    Datamodel datamodel =
        DatamodelReader.read(blocks, major == null ? SchemaValidation.SHIPPED_MAJOR : major);
    return new DescribedDatabase(datamodel, agreed(files, schema, blocks));
  }

  /** The text of the schema's files. */
  public static List<SchemaFile> files(PrismaProject project) {
    List<SchemaFile> schema = new ArrayList<>();
    for (FileReading.Content file : project.schemaFiles()) {
      schema.add(
          new SchemaFile(
              file.path(),
              file.text()
                  .orElseThrow(
                      () ->
                          new DatamodelException(
                              "`" + file.path() + "` is no text in UTF-8", HELP))));
    }
    if (schema.isEmpty()) {
      String unreadable =
          project.findings().stream()
              .map(Finding::message)
              .findFirst()
              .map(m -> ": " + m)
              .orElse("");
      throw new DatamodelException(
          "there is no schema at `" + project.schemaPath() + "`" + unreadable,
          "name it in `prisma.config.ts`, or start with `--project` at the right folder");
    }
    return schema;
  }

  /**
   * A schema that is too large for Prisma's reader is taken as ours reads it, and that is said: the
   * script only ever runs on a shadow database.
   */
  private static List<String> agreed(
      ProjectFiles files, List<SchemaFile> schema, List<Block> blocks) {
    if (AGREED.contains(schema)) {
      return List.of();
    }
    int fields = blocks.stream().mapToInt(block -> block.members().size()).sum();
    if (fields > MOST_FIELDS) {
      return List.of(
          "Prisma's own reader was not asked to confirm how the schema is read: it is too large");
    }
    SchemaEngine.Described described;
    try {
      described = described(files, schema, fields);
    } catch (SchemaModuleException gaveUp) {
      return List.of(
          "Prisma's own reader did not confirm how the schema is read: " + gaveUp.getMessage());
    }
    described
        .refusal()
        .ifPresent(
            refusal -> {
              throw new DatamodelException(
                  "Prisma refuses the schema: " + firstError(refusal), HELP);
            });
    new SchemaAgreement(blocks)
        .difference(described.dmmf())
        .ifPresent(
            difference -> {
              throw new DatamodelException(
                  "Prisma reads the schema otherwise than Sallyport: " + difference,
                  "compare `migrations` with `database`, and tell the authors of Sallyport");
            });
    AGREED.add(schema);
    return List.of();
  }

  private static SchemaEngine.Described described(
      ProjectFiles files, List<SchemaFile> schema, int fields) throws SchemaModuleException {
    if (files.read(SchemaValidation.OWN_MODULE) instanceof FileReading.Content own
        && (fields <= MOST_INTERPRETED || SchemaCode.isShipped(own.bytes()))) {
      try {
        return SchemaEngine.of(own.bytes(), SECONDS).describe(schema);
      } catch (SchemaModuleException broken) {
        // The shipped one reads it instead; `validate` says that the project's own is broken.
      }
    }
    return SchemaEngine.shipped(SECONDS)
        .describe(schema.stream().map(DescribedDatabase::withoutAddresses).toList());
  }

  /** Version 7 refuses what older ones demand: the connection's address in the schema. */
  private static SchemaFile withoutAddresses(SchemaFile file) {
    return new SchemaFile(
        file.path(),
        file.text().replaceAll("(?m)^[ \\t]*(url|directUrl|shadowDatabaseUrl)[ \\t]*=.*$", ""));
  }

  private static String firstError(String refusal) {
    Optional<String> error =
        refusal.lines().map(String::strip).filter(line -> line.startsWith("error")).findFirst();
    return error.orElse("it is not valid").replaceFirst("^error: ", "");
  }

  /**
   * The script that makes it.
   *
   * @param schema where it is made, where the datamodel names no schemas
   */
  public String script(String schema) {
    return CreateScript.of(datamodel, schema);
  }
}
