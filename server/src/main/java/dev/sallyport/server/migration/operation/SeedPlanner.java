package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import java.util.List;

/**
 * {@code db-seed}: the command that a person runs. A seed is code of the repository, which never
 * runs where the credentials are.
 */
record SeedPlanner(Workshop workshop) implements OperationPlanner {
  @Override
  public Operation operation() {
    return Operation.DB_SEED;
  }

  @Override
  public Plan plan(AgentRequest request, PlanningGround ground) {
    Arguments.of(request).only();
    workshop.project();
    Step command =
        new Step(
            "npx prisma db seed",
            false,
            CanonicalJson.object()
                .add("kind", Step.Kind.COMMAND.label())
                .add("in", workshop.root().toAbsolutePath().normalize().toString())
                .build());
    return new Plan(
        List.of(command),
        "says that a person may run the seed; the proxy does not run it",
        List.of("read the seed first: it runs with whatever credentials that person gives it"));
  }
}
