package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Step;
import java.util.ArrayList;
import java.util.List;

/** The files that a run writes: those of the part under way can be taken away again. */
final class PlanFiles {
  private final ProjectWriter writer;
  private final List<MigrationStep> fresh = new ArrayList<>();

  PlanFiles(ProjectWriter writer) {
    this.writer = writer;
  }

  /** Looks whether all of them could be written, before anything is run. */
  void check(List<Step> steps) {
    written(steps).forEach(file -> file.check(writer));
  }

  void write(List<Step> steps) {
    for (MigrationStep file : written(steps)) {
      writer.write(file.project(), file.path(), file.bytes());
      fresh.add(file);
    }
  }

  /** What they belong to took effect. */
  void keep() {
    fresh.clear();
  }

  void undo() {
    fresh.forEach(file -> writer.undo(file.project(), file.path(), file.bytes()));
    fresh.clear();
  }

  private static List<MigrationStep> written(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.kind() == Step.Kind.MIGRATION)
        .map(MigrationStep::of)
        .filter(MigrationStep::isWritten)
        .toList();
  }
}
