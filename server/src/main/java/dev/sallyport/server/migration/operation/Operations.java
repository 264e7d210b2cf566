package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.migration.proposal.ProposalPlanner;
import dev.sallyport.server.migration.proposal.SchemaChange;
import dev.sallyport.server.shadow.Shadow;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Every operation that is carried out from a plan. */
public final class Operations {
  private Operations() {}

  /**
   * The planners of a project.
   *
   * @param project the project's folder
   * @param shadow opened when a proposal is first tried
   */
  public static List<OperationPlanner> of(
      Path project, SqlReader reader, Supplier<Shadow> shadow, Clock clock) {
    Workshop workshop = new Workshop(project, reader);
    ProposalPlanner proposals = ProposalPlanner.of(project, reader, shadow, workshop::probe, clock);
    DeployPlanner deploy = new DeployPlanner(workshop, proposals);
    return List.of(
        deploy,
        new DevPlanner(deploy),
        new PushPlanner(new SchemaChange(workshop.files(), shadow)),
        new WritePlanner(proposals),
        new PullPlanner(workshop),
        new ResolvePlanner(workshop),
        new BaselinePlanner(workshop),
        new RepairPlanner(workshop),
        new ResetPlanner(workshop),
        new SeedPlanner(workshop));
  }
}
