package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.gateway.OperationPlanner;
import java.nio.file.Path;
import java.util.List;

/** Every operation that is carried out from a plan. */
public final class Operations {
  private Operations() {}

  /**
   * The planners of a project.
   *
   * @param project the project's folder
   */
  public static List<OperationPlanner> of(Path project, SqlReader reader) {
    Workshop workshop = new Workshop(project, reader);
    return List.of(
        new DeployPlanner(workshop),
        new ResolvePlanner(workshop),
        new BaselinePlanner(workshop),
        new RepairPlanner(workshop),
        new ResetPlanner(workshop),
        new SeedPlanner(workshop));
  }
}
