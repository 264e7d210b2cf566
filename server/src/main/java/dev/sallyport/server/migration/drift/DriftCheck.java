package dev.sallyport.server.migration.drift;

import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.migration.history.History;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.history.MigrationState;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares the three sides of a project and says what their differences mean. */
public final class DriftCheck {
  static final String LEFT_OUT = "schema.prisma was left out of the comparison: ";

  /** From this many broken entries of the history on, repairing one by one is no way. */
  private static final int BEYOND_REPAIR = 5;

  private final ProjectFiles files;
  private final SideReader sides;
  private final SideReader.Asking database;
  private final Supplier<SchemaReader> reader;
  private final DriftMemory memory;

  /** A check of the project below {@code files}, whose reports {@code memory} keeps. */
  public DriftCheck(
      ProjectFiles files,
      SideReader sides,
      SideReader.Asking database,
      Supplier<SchemaReader> reader,
      DriftMemory memory) {
    this.files = files;
    this.sides = sides;
    this.database = database;
    this.reader = reader;
    this.memory = memory;
  }

  /** The last report, where neither files nor schema changed since. */
  Optional<Map<?, ?>> recall(PrismaProject project, MigrationFiles migrations) {
    return memory.recall(
        () -> digest(InputDigest.of(project, migrations), sides.stamp(), sides.ignored()));
  }

  private static String digest(InputDigest files, String stamp, List<String> ignored) {
    return files.all() + " " + stamp + " " + ignored;
  }

  /**
   * Compares.
   *
   * @throws SallyportException where the database or the migrations can't be read
   */
  public DriftReport run() {
    String before = sides.stamp();
    String digest = digest(sides.inputs(sides.project()), before, sides.ignored());
    DriftReport report = compared(before);
    if (sides.stamp().equals(before)) {
      memory.keep(digest, report);
    }
    return report;
  }

  private DriftReport compared(String before) {
    PrismaProject project = sides.project();
    List<String> remarks = new ArrayList<>();
    History history = History.read(files, database::ask, reader.get());
    if (history.unmanaged()) {
      return new DriftReport(List.of(unmanaged()), List.of(), List.of());
    }
    SideFacts migrations = sides.read(Side.MIGRATIONS);
    SideFacts schema = schema(project, remarks);
    SideFacts live = sides.read(Side.DATABASE);
    if (!live.facts().stamp().equals(before)) {
      remarks.add(Differences.CHANGED);
    }
    ThreeWay compared = ThreeWay.compare(migrations, schema, live, isBehind(history));
    Scenarios scenarios = new Scenarios(compared);
    List<Drift> drifts = new ArrayList<>(scenarios.drifts());
    if (isBeyondRepair(history) && !drifts.isEmpty()) {
      drifts.add(0, beyondRepair(history));
    }
    return new DriftReport(drifts, scenarios.explanations(), remarks);
  }

  private @Nullable SideFacts schema(PrismaProject project, List<String> remarks) {
    if (project.schemaFiles().isEmpty()) {
      return null;
    }
    try {
      SideFacts schema = sides.read(Side.SCHEMA);
      remarks.addAll(schema.remarks());
      return schema;
    } catch (SallyportException unreadable) {
      remarks.add(LEFT_OUT + unreadable.getMessage());
      return null;
    }
  }

  private static boolean isBehind(History history) {
    return history.count(MigrationState.PENDING)
            + history.count(MigrationState.ROLLED_BACK)
            + history.count(MigrationState.FAILED)
            + history.count(MigrationState.MANUAL_PENDING)
        > 0;
  }

  private static long broken(History history) {
    return history.count(MigrationState.FAILED)
        + history.count(MigrationState.ORPHANED)
        + history.count(MigrationState.GHOST)
        + history.count(MigrationState.EDITED);
  }

  private static boolean isBeyondRepair(History history) {
    return broken(history) >= BEYOND_REPAIR;
  }

  private static Drift beyondRepair(History history) {
    return new Drift(
        Scenario.BASELINE,
        List.of(),
        List.of(
            broken(history)
                + " migrations failed, are ghosts, were edited or have no file, and the database"
                + " differs from what the rest makes"),
        "back up, then record what is there as a new baseline, marked as applied",
        List.of("request_operation baseline"));
  }

  private static Drift unmanaged() {
    return new Drift(
        Scenario.BASELINE,
        List.of(),
        List.of("there is no `_prisma_migrations`, and the database has tables"),
        "record what is there as the first migration, marked as applied",
        List.of("request_operation baseline"));
  }
}
