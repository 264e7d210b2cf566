package dev.sallyport.server.migration.history;

import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.StatusPart;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.FindingsFormat;
import dev.sallyport.server.migration.project.NestedProjects;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@code status} says of the history. A project without migrations adds nothing. */
public final class HistoryStatus implements StatusPart {
  /** Where nobody misses what is lost. */
  private static final Set<String> RESETTABLE = Set.of("development", "disposable");

  private final ProjectFiles files;
  private final History.Facts facts;
  private final Supplier<SchemaReader> reader;
  private final DriftInShort drift;

  /**
   * @param project the project's folder
   * @param facts asks the guarded database
   * @param drift what is known of drift
   */
  public HistoryStatus(
      Path project, History.Facts facts, Supplier<SchemaReader> reader, DriftInShort drift) {
    this.files = new ProjectFiles(project);
    this.facts = facts;
    this.reader = reader;
    this.drift = drift;
  }

  @Override
  public Map<String, @Nullable Object> report(Cancellation call) {
    return report("production", call);
  }

  @Override
  public Map<String, @Nullable Object> report(String environment, Cancellation call) {
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
    DatabaseSide database = DatabaseSide.of(facts);
    if (!project.schemaFiles().isEmpty()) {
      database.beginTable();
    }
    MigrationFiles migrations = MigrationFiles.read(files, project);
    if (migrations.all().isEmpty() && project.schemaFiles().isEmpty()) {
      return elsewhere();
    }
    try {
      History history = History.read(project, migrations, database, reader.get());
      return report(history, drift.known(project, migrations, call), environment);
    } catch (SallyportException unreachable) {
      return filesAlone(project, migrations);
    }
  }

  private Map<String, @Nullable Object> elsewhere() {
    String advice = NestedProjects.advice(files);
    return advice.isEmpty()
        ? Map.of()
        : Map.of(
            "history",
            Map.of(
                "migrations",
                List.of(),
                "note",
                "no schema and no migrations here, but below: " + advice));
  }

  /** What can be said where no database answers; why it does not, the rest of the status says. */
  private static Map<String, @Nullable Object> filesAlone(
      PrismaProject project, MigrationFiles migrations) {
    List<Finding> findings = new ArrayList<>(project.findings());
    findings.addAll(migrations.findings());
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    own.put("migrations", List.of());
    own.put("next_manual_number", migrations.nextNumber(project));
    own.put(
        "remarks",
        List.of(
            "the state of "
                + migrations.all().size()
                + " migrations is unknown: the database can't be asked"));
    own.put("findings", findings.stream().map(FindingsFormat::plain).toList());
    return new LinkedHashMap<>(Map.of("history", own, "healthy", false));
  }

  private static Map<String, @Nullable Object> report(
      History history, DriftInShort.Known drift, String environment) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    own.put("migrations", history.migrations().stream().map(MigrationReport::toMap).toList());
    own.put("counts", counts(history));
    own.put("next_manual_number", history.nextManual());
    own.put("verification", Verification.of(history, drift));
    own.put("remarks", history.remarks());
    own.put("findings", history.findings().stream().map(FindingsFormat::plain).toList());
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("history", own);
    boolean drifted = false;
    if (drift instanceof DriftInShort.Compared compared) {
      report.put("drift", compared.entries());
      drifted = !compared.entries().isEmpty();
    } else if (drift instanceof DriftInShort.Unknown unknown) {
      report.put("drift", unmanaged(history));
      report.put("drift_note", unknown.why());
    }
    boolean healthy = history.isHealthy() && !drifted;
    report.put("healthy", healthy);
    next(history, report);
    if (drifted && !report.containsKey("next")) {
      Map<String, @Nullable Object> first = ((DriftInShort.Compared) drift).entries().get(0);
      report.put("next", "drift, `" + first.get("scenario") + "`: " + first.get("remedy"));
    }
    if (!history.isHealthy() && RESETTABLE.contains(environment) && report.get("next") != null) {
      report.merge("next", Remedies.reset(environment), (one, other) -> one + "; " + other);
    }
    return report;
  }

  private static Map<String, Long> counts(History history) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (MigrationState state : MigrationState.values()) {
      long count = history.migrations().stream().filter(m -> m.state() == state).count();
      if (count > 0) {
        counts.put(state.label(), count);
      }
    }
    return counts;
  }

  private static List<Map<String, Object>> unmanaged(History history) {
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
