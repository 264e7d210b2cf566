package dev.sallyport.server.migration.history;

import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.StatusPart;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@code status} says of the history. A project without migrations adds nothing. */
public final class HistoryStatus implements StatusPart {
  private final ProjectFiles files;
  private final History.Facts facts;
  private final Supplier<SchemaReader> reader;

  /**
   * @param project the project's folder
   * @param facts asks the guarded database
   */
  public HistoryStatus(Path project, History.Facts facts, Supplier<SchemaReader> reader) {
    this.files = new ProjectFiles(project);
    this.facts = facts;
    this.reader = reader;
  }

  @Override
  public Map<String, @Nullable Object> report(Cancellation call) {
    PrismaProject project = PrismaProject.locate(files);
    if (project.isAnotherProduct()) {
      return Map.of(
          "history",
          Map.of(
              "migrations",
              List.of(),
              "note",
              "this project uses Prisma 8 or newer, which keeps contracts instead of a schema:"
                  + " nothing is said about its history"));
    }
    if (MigrationFiles.read(files, project).all().isEmpty() && project.schemaFiles().isEmpty()) {
      return Map.of();
    }
    try {
      return report(History.read(files, facts, reader.get()));
    } catch (SallyportException unreachable) {
      return Map.of();
    }
  }

  private static Map<String, @Nullable Object> report(History history) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    own.put("migrations", history.migrations().stream().map(MigrationReport::toMap).toList());
    own.put("next_manual_number", history.nextManual());
    own.put("verification", Verification.of(history));
    own.put("remarks", history.remarks());
    own.put(
        "findings",
        history.findings().stream()
            .map(
                finding ->
                    Map.of(
                        "rule", finding.rule(),
                        "severity", finding.severity().label(),
                        "file", finding.file(),
                        "message", finding.message(),
                        "help", finding.help()))
            .toList());
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("history", own);
    report.put("drift", drift(history));
    report.put("healthy", history.isHealthy());
    next(history, report);
    return report;
  }

  private static List<Map<String, Object>> drift(History history) {
    return history.unmanaged()
        ? List.of(
            Map.of("scenario", "baseline", "objects", List.of(), "remedy", Remedies.baseline()))
        : List.of();
  }

  private static void next(History history, Map<String, @Nullable Object> report) {
    if (history.unmanaged()) {
      report.put("next", Remedies.baseline());
      return;
    }
    history.migrations().stream()
        .filter(migration -> !migration.remedy().isEmpty())
        .min(java.util.Comparator.comparing(MigrationReport::state))
        .ifPresent(
            worst ->
                report.put(
                    "next",
                    "`" + worst.name() + "` is " + worst.state().label() + ": " + worst.remedy()));
  }
}
