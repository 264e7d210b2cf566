package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.history.MigrationFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code migrate-reset}: drops what stands in the schema, object by object, and makes it again from
 * the migrations. In development and on throw-away databases only, whatever a policy says.
 */
record ResetPlanner(Workshop workshop) implements OperationPlanner {
  @Override
  public Operation operation() {
    return Operation.MIGRATE_RESET;
  }

  @Override
  public Plan plan(AgentRequest request, PlanningGround ground) {
    Arguments.of(request).only();
    Ground.requireDevelopment(ground, operation());
    MigrationFiles migrations = workshop.migrations();
    if (migrations.prisma().isEmpty() && migrations.manual().isEmpty()) {
      throw SallyportException.usage(
          "the project has no migrations to make the database from again",
          "write one first, or drop single objects with `execute`");
    }
    String schema = Workshop.schema(ground);
    List<Step> steps = new ArrayList<>();
    SchemaContents.read(ground, schema).drops().forEach(sql -> steps.add(Step.inTransaction(sql)));
    steps.add(new HistoryTable(schema).create());
    migrations.prisma().forEach(file -> steps.add(workshop.step(file, schema).toStep()));
    migrations.manual().forEach(file -> steps.add(workshop.step(file, "").toStep()));
    return new Plan(
        steps,
        "drops everything in the schema `" + schema + "` and applies every migration again",
        List.of("the rows of the tables are gone for good; there is no seed afterwards"));
  }
}
