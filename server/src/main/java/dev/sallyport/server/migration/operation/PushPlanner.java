package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.proposal.SchemaChange;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code db-push}: the change of schema.prisma applied without a migration, in one transaction. In
 * development only.
 */
record PushPlanner(SchemaChange schema) implements OperationPlanner {
  @Override
  public Operation operation() {
    return Operation.DB_PUSH;
  }

  @Override
  public Plan plan(AgentRequest request, PlanningGround ground) {
    boolean losesData = Arguments.of(request).only("loses_data").text("loses_data").equals("true");
    Ground.requireDevelopment(ground, operation());
    SchemaChange.Written written = schema.write(ground, false);
    if (written.script().isEmpty()) {
      return Plan.nothing("the database has everything that the schema describes");
    }
    if (!written.script().losses().isEmpty() && !losesData) {
      throw SallyportException.usage(
          "the push loses data: " + String.join("; ", written.script().losses()),
          "move the data first; if it is meant to be lost, say so with `loses_data: true`");
    }
    List<String> notes = new ArrayList<>(written.notes());
    notes.add("no migration is made: this is drift until `propose_migration` catches up with it");
    return new Plan(
        written.script().statements().stream()
            .map(statement -> Step.inTransaction(statement.sql()))
            .toList(),
        "applies the change of the schema, and writes no migration",
        notes);
  }
}
