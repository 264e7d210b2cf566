package dev.sallyport.server;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.migration.drift.DriftCheck;
import dev.sallyport.server.migration.drift.DriftInspection;
import dev.sallyport.server.migration.drift.DriftMemory;
import dev.sallyport.server.migration.drift.RecalledDrift;
import dev.sallyport.server.migration.drift.SideDiff;
import dev.sallyport.server.migration.drift.SideReader;
import dev.sallyport.server.migration.project.ProjectFiles;
import dev.sallyport.server.shadow.Shadow;
import java.util.function.Function;
import java.util.function.Supplier;

/** What comparing needs, wired: the sides, the shadow, the memory. */
final class DriftRooms {
  private final SideReader sides;
  private final SideDiff diff;
  private final DriftCheck check;

  DriftRooms(
      Configuration configuration,
      Supplier<SqlReader> reader,
      Supplier<TargetDatabase> target,
      Supplier<Shadow> shadow) {
    ProjectFiles files = new ProjectFiles(configuration.project());
    SideReader.Asking asking =
        new SideReader.Asking() {
          @Override
          public <T> T ask(Function<CatalogSession, T> question) {
            return target.get().facts(question);
          }
        };
    sides = new SideReader(files, asking, shadow);
    diff = new SideDiff(sides, shadow);
    check =
        new DriftCheck(
            files,
            sides,
            asking,
            () -> reader.get().schemas(),
            new DriftMemory(configuration.home()));
  }

  SideReader sides() {
    return sides;
  }

  DriftInspection inspection() {
    return new DriftInspection(diff, check);
  }

  RecalledDrift recalled() {
    return new RecalledDrift(check);
  }
}
