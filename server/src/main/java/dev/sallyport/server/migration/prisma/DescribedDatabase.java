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
 */
public record DescribedDatabase(Datamodel datamodel) {
  private static final long SECONDS = 60;
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
    agreed(files, schema, blocks);
    return new DescribedDatabase(datamodel);
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
          project.findings().stream().map(Finding::message).findFirst().map(m -> ": " + m).orElse("");
      throw new DatamodelException(
          "there is no schema at `" + project.schemaPath() + "`" + unreadable,
          "name it in `prisma.config.ts`, or start with `--project` at the right folder");
    }
    return schema;
  }

  private static void agreed(ProjectFiles files, List<SchemaFile> schema, List<Block> blocks) {
    SchemaEngine.Described described = described(files, schema);
    described
        .refusal()
        .ifPresent(
            refusal -> {
              throw new DatamodelException("Prisma refuses the schema: " + firstError(refusal), HELP);
            });
    new SchemaAgreement(blocks)
        .difference(described.dmmf())
        .ifPresent(
            difference -> {
              throw new DatamodelException(
                  "Prisma reads the schema otherwise than Sallyport: " + difference,
                  "compare `migrations` with `database`, and tell the authors of Sallyport");
            });
  }

  private static SchemaEngine.Described described(ProjectFiles files, List<SchemaFile> schema) {
    try {
      if (files.read(SchemaValidation.OWN_MODULE) instanceof FileReading.Content own) {
        try {
          return new SchemaEngine(own.bytes(), SECONDS).describe(schema);
        } catch (SchemaModuleException broken) {
          // The shipped one reads it instead; `validate` says that the project's own is broken.
        }
      }
      return new SchemaEngine(SchemaValidation.shipped(), SECONDS)
          .describe(schema.stream().map(DescribedDatabase::withoutAddresses).toList());
    } catch (SchemaModuleException e) {
      throw new DatamodelException(
          "Prisma's reader gave up on the schema: " + e.getMessage(),
          "make it smaller, or compare `migrations` with `database`");
    }
  }

  /** Version 7 refuses what older ones demand: the connection's address in the schema. */
  private static SchemaFile withoutAddresses(SchemaFile file) {
    return new SchemaFile(
        file.path(),
        file.text()
            .replaceAll("(?m)^[ \\t]*(url|directUrl|shadowDatabaseUrl)[ \\t]*=.*$", ""));
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
