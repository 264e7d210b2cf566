package dev.sallyport.server.migration.project;

import dev.sallyport.server.migration.finding.Finding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a project keeps its schema and its migrations, and how it writes them.
 *
 * @param configFile {@code prisma.config.ts} or one of its other names; null where there is none
 * @param schemaPath the schema's file or folder, found or expected
 * @param schemaFiles the files of the schema, sorted by path; empty where there is none
 * @param migrationsFolder Prisma's folder, found or expected
 * @param manualFolders where numbered files are looked for; empty in prisma-only mode
 * @param manualDepth how deep below each of them; 0 means the folder itself
 * @param major Prisma's major version; null where nothing tells
 * @param findings what was odd about finding all this
 */
public record PrismaProject(
    @Nullable String configFile,
    String schemaPath,
    List<FileReading.Content> schemaFiles,
    String migrationsFolder,
    HistoryMode mode,
    List<String> manualFolders,
    int manualDepth,
    @Nullable Integer major,
    List<Finding> findings) {
  /** The first version that is another product: contracts in place of a schema. */
  static final int ANOTHER_PRODUCT = 8;

  public PrismaProject {
    schemaFiles = List.copyOf(schemaFiles);
    manualFolders = List.copyOf(manualFolders);
    findings = List.copyOf(findings);
  }

  /** Looks for everything below a project's folder; runs nothing of it. */
  public static PrismaProject locate(ProjectFiles files) {
    return new ProjectSearch(files).run();
  }

  /**
   * Whether this is Prisma 8 or newer, which has contracts and a history of another kind. Its
   * projects are recognised and nothing is said about them.
   */
  public boolean isAnotherProduct() {
    return major != null && major >= ANOTHER_PRODUCT;
  }

  /** The text of the whole schema, file after file; empty where there is none. */
  public Optional<String> schemaText() {
    return schemaFiles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join("\n", schemaFiles.stream().flatMap(f -> f.text().stream()).toList()));
  }
}
