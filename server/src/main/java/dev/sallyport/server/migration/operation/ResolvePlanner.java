package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.effects.Probing;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.TrackingRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code migrate-resolve}: says of one migration that it is applied, or that its failure was rolled
 * back. Runs nothing of it; whether its effects are there is looked up and told.
 */
record ResolvePlanner(Workshop workshop) implements OperationPlanner {
  private static final String APPLIED = "applied";
  private static final String ROLLED_BACK = "rolled-back";
  private static final String HOW =
      "give `name`, the migration's, and `as`: `applied` or `rolled-back`";

  @Override
  public Operation operation() {
    return Operation.MIGRATE_RESOLVE;
  }

  @Override
  public Plan plan(AgentRequest request, PlanningGround ground) {
    Arguments arguments = Arguments.of(request).only("name", "as", APPLIED, ROLLED_BACK);
    String as = arguments.text("as").replace('_', '-');
    String name = arguments.text("name");
    for (String prismasOwn : List.of(APPLIED, ROLLED_BACK)) {
      if (!arguments.text(prismasOwn).isEmpty()) {
        as = as.isEmpty() ? prismasOwn : "";
        name = name.isEmpty() ? arguments.text(prismasOwn) : "";
      }
    }
    if (name.isEmpty()) {
      throw SallyportException.usage("`migrate-resolve` has to know which migration", HOW);
    }
    HistoryRows history = HistoryRows.read(ground);
    return switch (as) {
      case APPLIED -> applied(name, history, ground);
      case ROLLED_BACK -> rolledBack(name, history);
      default -> throw SallyportException.usage("`migrate-resolve` has to know what to say", HOW);
    };
  }

  private Plan applied(String name, HistoryRows history, PlanningGround ground) {
    MigrationFile file =
        workshop.migrations().prisma().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    SallyportException.usage(
                        "the project has no migration `" + name + "`",
                        "name a directory of the migrations folder, as `status` shows it"));
    if (history.applied(name).isPresent()) {
      throw SallyportException.usage(
          "`" + name + "` is recorded as applied already", "nothing is left to say about it");
    }
    List<Step> steps = new ArrayList<>();
    HistoryTable table = new HistoryTable(history.schema());
    if (history.isAbsent()) {
      steps.add(table.create());
    }
    history.of(name).stream()
        .filter(TrackingRow::isFailed)
        .forEach(row -> steps.add(table.rollBack(row)));
    steps.add(workshop.recorded(file, history.schema()).toStep());
    return new Plan(
        steps, "records `" + name + "` as applied, without running it", evidence(name, ground));
  }

  private List<String> evidence(String name, PlanningGround ground) {
    Probing probing = workshop.probe(ground).probe(name);
    return List.of(
        switch (probing.verdict()) {
          case APPLIED -> "all of its effects are in the database";
          case PARTLY ->
              "only part of its effects is in the database: "
                  + String.join(", ", probing.lacking());
          case NOT_APPLIED ->
              "none of its effects is in the database, so this makes a ghost: "
                  + String.join(", ", probing.lacking());
          case CANT_TELL -> "its effects can't be looked up: " + probing.why();
        });
  }

  private static Plan rolledBack(String name, HistoryRows history) {
    List<TrackingRow> failed = history.of(name).stream().filter(TrackingRow::isFailed).toList();
    if (failed.isEmpty()) {
      Optional<TrackingRow> applied = history.applied(name);
      throw SallyportException.usage(
          "`"
              + name
              + "` "
              + (applied.isPresent() ? "was applied" : "has no row")
              + ", so there is no failure to roll back",
          "only a failed migration can be marked as rolled back; look at `status`");
    }
    HistoryTable table = new HistoryTable(history.schema());
    return new Plan(
        failed.stream().map(table::rollBack).toList(),
        "marks `" + name + "` as rolled back, so that it is pending again",
        List.of());
  }
}
