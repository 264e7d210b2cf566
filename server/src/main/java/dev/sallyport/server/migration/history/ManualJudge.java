package dev.sallyport.server.migration.history;

import dev.sallyport.server.migration.effects.EffectProbe;
import dev.sallyport.server.migration.effects.Probing;
import dev.sallyport.server.migration.project.FileReading;
import java.util.ArrayList;
import java.util.List;

/** Names the state of a file that is applied by hand: only the database tells. */
final class ManualJudge {
  private final EffectProbe probe;

  ManualJudge(EffectProbe probe) {
    this.probe = probe;
  }

  MigrationReport judge(MigrationFile.Manual file) {
    List<String> evidence = new ArrayList<>();
    MigrationState state = state(file, evidence);
    return new MigrationReport(
        file.name(), "manual", List.of(state), evidence, Remedies.of(state, file.name()));
  }

  private MigrationState state(MigrationFile.Manual file, List<String> evidence) {
    if (file.sql().isEmpty()) {
      evidence.add(
          file.script() instanceof FileReading.Refused refused
              ? "the file " + refused.why()
              : "the file is no UTF-8 text");
      return MigrationState.MANUAL_UNKNOWN;
    }
    Probing probing = probe.probe(file.script().path());
    if (!probing.passedOver().isEmpty()) {
      evidence.add("not looked up: " + String.join(", ", probing.passedOver()));
    }
    int all = probing.traces().size();
    return switch (probing.verdict()) {
      case APPLIED -> {
        evidence.add(0, "all " + all + " things it leaves behind are in the database");
        yield MigrationState.MANUAL_APPLIED;
      }
      case PARTLY -> {
        evidence.add(0, PrismaJudge.some(probing.lacking()));
        evidence.add(0, probing.shown() + " of " + all + " things are there");
        yield MigrationState.MANUAL_PARTIAL;
      }
      case NOT_APPLIED -> {
        evidence.add(0, PrismaJudge.some(probing.lacking()));
        yield MigrationState.MANUAL_PENDING;
      }
      case CANT_TELL -> {
        evidence.add(0, probing.why());
        yield MigrationState.MANUAL_UNKNOWN;
      }
    };
  }
}
