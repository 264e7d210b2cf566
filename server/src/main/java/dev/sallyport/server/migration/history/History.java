package dev.sallyport.server.migration.history;

import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.migration.effects.EffectProbe;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.project.PrismaProject;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The history of a database: every migration of the project and of {@code _prisma_migrations}, each
 * with its state.
 *
 * @param migrations Prisma's, then those that only the table has, then the manual ones
 * @param unmanaged whether the database has tables and no {@code _prisma_migrations}
 * @param tableUnread whether {@code _prisma_migrations} is there and could not be read
 * @param remarks what is odd about the table or could not be read, in words
 * @param findings what is odd about the project's folders
 * @param nextManual what the next manual file starts with; empty in prisma-only mode
 */
public record History(
    List<MigrationReport> migrations,
    boolean unmanaged,
    boolean tableUnread,
    List<String> remarks,
    List<Finding> findings,
    String nextManual) {
  public History {
    migrations = List.copyOf(migrations);
    remarks = List.copyOf(remarks);
    findings = List.copyOf(findings);
  }

  /** Asks the database one question in a transaction of its own. */
  @FunctionalInterface
  public interface Facts {
    <T> T ask(Function<CatalogSession, T> question);
  }

  /** Reads the project and the database. */
  public static History read(ProjectFiles files, Facts facts, SchemaReader reader) {
    DatabaseSide database = DatabaseSide.of(facts);
    database.beginTable();
    PrismaProject project = PrismaProject.locate(files);
    return read(project, MigrationFiles.read(files, project), database, reader);
  }

  /** The history of a project that was read already, beside what the database says. */
  static History read(
      PrismaProject project,
      MigrationFiles migrations,
      DatabaseSide database,
      SchemaReader reader) {
    if (!migrations.manual().isEmpty()) {
      database.beginInventory();
    }
    TrackingTable table = database.table();
    EffectProbe probe = new EffectProbe(reader, database::inventory, database.schema());
    migrations.prisma().forEach(f -> f.sql().ifPresent(sql -> probe.add(f.name(), "prisma", sql)));
    migrations
        .manual()
        .forEach(f -> f.sql().ifPresent(sql -> probe.add(f.script().path(), f.folder(), sql)));
    return judged(project, migrations, table, probe);
  }

  private static History judged(
      PrismaProject project, MigrationFiles files, TrackingTable table, EffectProbe probe) {
    List<String> remarks = new ArrayList<>();
    List<TrackingRow> rows = List.of();
    boolean unmanaged = false;
    if (table instanceof TrackingTable.Rows read) {
      rows = read.rows();
      remarks.addAll(read.oddities().stream().map(o -> "`_prisma_migrations`: " + o).toList());
    } else if (table instanceof TrackingTable.Unreadable unreadable) {
      remarks.add("`_prisma_migrations`: " + unreadable.why());
    } else if (table instanceof TrackingTable.Absent absent) {
      unmanaged = absent.ownTables() > 0;
    }
    List<MigrationReport> reports = new ArrayList<>();
    if (!(table instanceof TrackingTable.Unreadable)) {
      reports.addAll(prisma(files, rows, new PrismaJudge(probe)));
    }
    ManualJudge manual = new ManualJudge(probe);
    files.manual().forEach(file -> reports.add(manual.judge(file)));
    List<Finding> findings = new ArrayList<>(project.findings());
    findings.addAll(files.findings());
    return new History(
        reports,
        unmanaged,
        table instanceof TrackingTable.Unreadable,
        remarks,
        findings,
        files.nextNumber(project));
  }

  private static List<MigrationReport> prisma(
      MigrationFiles files, List<TrackingRow> rows, PrismaJudge judge) {
    Map<String, List<TrackingRow>> byName = new LinkedHashMap<>();
    for (TrackingRow row : rows) {
      String name = row.name();
      if (name != null) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(row);
      }
    }
    judge.prepare(byName);
    List<MigrationReport> reports = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (MigrationFile file : files.prisma()) {
      known.add(file.name());
      reports.add(judge.judge(file, byName.getOrDefault(file.name(), List.of())));
    }
    byName.forEach(
        (name, own) -> {
          if (!known.contains(name)) {
            reports.add(judge.orphan(name, own));
          }
        });
    return reports;
  }

  /** Whether every migration stands well and nothing was odd. */
  public boolean isHealthy() {
    return !unmanaged
        && remarks.isEmpty()
        && migrations.stream().allMatch(migration -> migration.state().isGood())
        && findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
  }

  /** How many migrations stand so. */
  public long count(MigrationState state) {
    return migrations.stream().filter(m -> m.conditions().contains(state)).count();
  }
}
