package dev.sallyport.server.migration.history;

import dev.sallyport.server.migration.effects.EffectProbe;
import dev.sallyport.server.migration.effects.Probing;
import dev.sallyport.server.migration.project.FileReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names the state of one of Prisma's migrations, from its file and its rows. */
final class PrismaJudge {
  private static final int MOST_OBJECTS = 5;

  private final EffectProbe probe;

  PrismaJudge(EffectProbe probe) {
    this.probe = probe;
  }

  /** Makes ready for those that will have to be looked up. */
  void prepare(Map<String, List<TrackingRow>> rows) {
    probe.read(
        rows.entrySet().stream()
            .filter(
                entry ->
                    entry.getValue().stream()
                        .anyMatch(row -> row.isFailed() || row.isFinished() && row.steps() == 0))
            .map(Map.Entry::getKey)
            .toList());
  }

  /** A migration that the project has. */
  MigrationReport judge(MigrationFile file, List<TrackingRow> rows) {
    List<MigrationState> conditions = new ArrayList<>();
    List<String> evidence = new ArrayList<>();
    Optional<TrackingRow> failed = last(rows.stream().filter(TrackingRow::isFailed).toList());
    Optional<TrackingRow> finished = last(rows.stream().filter(TrackingRow::isFinished).toList());
    failed.ifPresent(row -> failed(file, row, conditions, evidence));
    finished.ifPresent(row -> finished(file, row, conditions, evidence));
    if (failed.isEmpty() && finished.isEmpty()) {
      notApplied(file, rows, conditions, evidence);
    }
    Optional<TrackingRow> compared = finished.or(() -> failed);
    compared.ifPresent(row -> compare(file, row, conditions, evidence));
    if (conditions.isEmpty()) {
      conditions.add(MigrationState.APPLIED);
    }
    return report(file.name(), conditions, evidence);
  }

  /** A migration that only the table has. */
  MigrationReport orphan(String name, List<TrackingRow> rows) {
    List<MigrationState> conditions = new ArrayList<>(List.of(MigrationState.ORPHANED));
    List<String> evidence = new ArrayList<>();
    TrackingRow row = rows.get(rows.size() - 1);
    evidence.add("`_prisma_migrations` has a row of " + row.startedAt() + ", the project no file");
    if (rows.stream().anyMatch(TrackingRow::isFailed)) {
      conditions.add(MigrationState.FAILED);
      evidence.add("its row has neither `finished_at` nor `rolled_back_at`");
    } else if (rows.stream().allMatch(TrackingRow::isRolledBack)) {
      conditions.add(MigrationState.ROLLED_BACK);
      evidence.add("it was rolled back at " + row.rolledBackAt());
    }
    return report(name, conditions, evidence);
  }

  private void failed(
      MigrationFile file, TrackingRow row, List<MigrationState> conditions, List<String> evidence) {
    conditions.add(MigrationState.FAILED);
    evidence.add(
        "its row of " + row.startedAt() + " has neither `finished_at` nor `rolled_back_at`");
    Optional.ofNullable(row.logs()).flatMap(FailureLog::shown).ifPresent(evidence::add);
    Probing probing = probe.probe(file.name());
    if (probing.verdict() == Probing.Verdict.PARTLY) {
      evidence.add("partly applied: " + some(probing.lacking()));
    } else if (probing.verdict() != Probing.Verdict.CANT_TELL) {
      evidence.add(
          probing.verdict() == Probing.Verdict.APPLIED
              ? "all of its effects are in the database"
              : "none of its effects is in the database");
    }
  }

  private void finished(
      MigrationFile file, TrackingRow row, List<MigrationState> conditions, List<String> evidence) {
    evidence.add("its row finished at " + row.finishedAt());
    if (file.script() instanceof FileReading.Absent) {
      conditions.add(MigrationState.ORPHANED);
      evidence.add("its directory has no `migration.sql`");
      return;
    }
    if (row.steps() == 0) {
      withoutSteps(file, conditions, evidence);
    }
  }

  /** {@code resolve --applied} writes such rows: what counts is the database. */
  private void withoutSteps(
      MigrationFile file, List<MigrationState> conditions, List<String> evidence) {
    Probing probing = probe.probe(file.name());
    switch (probing.verdict()) {
      case APPLIED -> evidence.add("0 steps were recorded, and its effects are in the database");
      case CANT_TELL ->
          evidence.add(
              "0 steps were recorded, and its effects can't be looked up: " + probing.why());
      case PARTLY, NOT_APPLIED -> {
        conditions.add(MigrationState.GHOST);
        evidence.add("0 steps were recorded, and " + some(probing.lacking()));
      }
    }
  }

  private static void notApplied(
      MigrationFile file,
      List<TrackingRow> rows,
      List<MigrationState> conditions,
      List<String> evidence) {
    if (rows.isEmpty()) {
      conditions.add(MigrationState.PENDING);
      evidence.add("`" + file.script().path() + "` has no row");
    } else {
      conditions.add(MigrationState.ROLLED_BACK);
      evidence.add("its row was rolled back at " + rows.get(rows.size() - 1).rolledBackAt());
    }
  }

  private static void compare(
      MigrationFile file, TrackingRow row, List<MigrationState> conditions, List<String> evidence) {
    String stored = row.checksum();
    if (!(file.script() instanceof FileReading.Content content)) {
      if (file.script() instanceof FileReading.Refused refused) {
        evidence.add("its file " + refused.why() + ", so its checksum is unknown");
      }
    } else if (stored == null) {
      evidence.add("its row has no checksum to compare with");
    } else if (!Checksum.matches(content.bytes(), stored)) {
      conditions.add(MigrationState.EDITED);
      evidence.add(
          "the file's checksum is "
              + Checksum.of(content.bytes()).substring(0, 12)
              + "…, the row's "
              + stored.substring(0, Math.min(12, stored.length()))
              + "…");
    }
  }

  private static MigrationReport report(
      String name, List<MigrationState> conditions, List<String> evidence) {
    MigrationState first = conditions.stream().sorted().findFirst().orElseThrow();
    return new MigrationReport(name, "prisma", conditions, evidence, Remedies.of(first, name));
  }

  static String some(List<String> objects) {
    int shown = Math.min(MOST_OBJECTS, objects.size());
    String rest = objects.size() > shown ? " and " + (objects.size() - shown) + " more" : "";
    return String.join(", ", objects.subList(0, shown)) + rest;
  }

  private static Optional<TrackingRow> last(List<TrackingRow> rows) {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
  }
}
