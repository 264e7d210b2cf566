package dev.sallyport.server.migration.prisma;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.List;
import java.util.Optional;

/**
 * What Prisma's reader makes of a schema that Sallyport wrote.
 *
 * @param text as Prisma formats it
 * @param remark what to know where the reader gave up; empty where it did not
 */
public record SchemaReview(String text, String remark) {
  private static final long SECONDS = 30;
  private static final String MOVED = "is no longer supported in schema files";

  /**
   * Has it read: by the project's own Prisma where there is one, else by the shipped one.
   *
   * @throws SallyportException where it is not valid
   */
  public static SchemaReview of(ProjectFiles files, SchemaFile draft) {
    SchemaEngine.Opinion opinion;
    try {
      opinion = opinion(files, List.of(draft));
    } catch (SchemaModuleException gaveUp) {
      return new SchemaReview(
          draft.text(), "Prisma's own reader did not look at the draft: " + gaveUp.getMessage());
    }
    Optional<SchemaEngine.Diagnostic> error =
        opinion.diagnostics().stream().filter(one -> !one.warning()).findFirst();
    if (error.isPresent()) {
      throw SallyportException.usage(
          "what the database holds makes no valid schema: " + error.get().message(),
          "leave the object out with `sallyport.ignore` in `package.json`, or rename it");
    }
    return new SchemaReview(opinion.formatted().get(0).text(), "");
  }

  private static SchemaEngine.Opinion opinion(ProjectFiles files, List<SchemaFile> schema)
      throws SchemaModuleException {
    if (files.read(SchemaValidation.OWN_MODULE) instanceof FileReading.Content own) {
      try {
        return SchemaEngine.of(own.bytes(), SECONDS).read(schema, complaint -> false);
      } catch (SchemaModuleException broken) {
        // The shipped one reads it instead; `validate` says that the project's own is broken.
      }
    }
    return SchemaEngine.shipped(SECONDS)
        .read(schema, complaint -> complaint.message().contains(MOVED));
  }
}
