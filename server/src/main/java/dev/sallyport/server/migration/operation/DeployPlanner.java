package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.MigrationStep;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.history.Checksum;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.history.TrackingRow;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.proposal.ProposalPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code migrate-deploy}: Prisma's pending migrations in the order of their names; with {@code
 * name}, one file that is applied by hand.
 */
record DeployPlanner(Workshop workshop, ProposalPlanner proposals) implements OperationPlanner {
  @Override
  public Operation operation() {
    return Operation.MIGRATE_DEPLOY;
  }

  @Override
  public Plan plan(AgentRequest request, PlanningGround ground) {
    if (ProposalPlanner.isProposal(request)) {
      return proposed(request, ground);
    }
    MigrationFiles migrations = workshop.migrations();
    String name = Arguments.of(request).only("name").text("name");
    Optional<MigrationFile.Manual> manual =
        migrations.manual().stream().filter(file -> file.name().equals(name)).findFirst();
    if (manual.isPresent()) {
      return new Plan(
          List.of(workshop.step(manual.get(), "").toStep()),
          "applies `" + name + "`, which is tracked nowhere",
          List.of());
    }
    if (!name.isEmpty()) {
      throw SallyportException.usage(
          "`" + name + "` is no file that is applied by hand",
          "leave `name` out to deploy Prisma's pending migrations in order");
    }
    HistoryRows history = HistoryRows.read(ground);
    history.requireDeployable();
    return pending(migrations, history);
  }

  private Plan proposed(AgentRequest request, PlanningGround ground) {
    MigrationFiles migrations = workshop.migrations();
    HistoryRows history = HistoryRows.read(ground);
    Plan plan =
        proposals.plan(
            request,
            ground,
            true,
            new ProposalPlanner.History(
                history.schema(), name -> history.applied(name).isPresent()));
    boolean tracked = plan.steps().stream().anyMatch(step -> step.details().containsKey("tracked"));
    if (!tracked) {
      return plan;
    }
    history.requireDeployable();
    Set<String> proposed =
        plan.steps().stream()
            .filter(step -> step.kind() == Step.Kind.MIGRATION)
            .map(step -> MigrationStep.of(step).name())
            .collect(Collectors.toSet());
    migrations.prisma().stream()
        .filter(file -> history.applied(file.name()).isEmpty())
        .filter(file -> !proposed.contains(file.name()))
        .findFirst()
        .ifPresent(
            file -> {
              throw SallyportException.usage(
                  "`" + file.name() + "` is pending, and comes before the proposal",
                  "ask for `migrate-deploy` first, then propose again");
            });
    if (!history.isAbsent()) {
      return plan;
    }
    List<Step> steps = new ArrayList<>();
    steps.add(new HistoryTable(history.schema()).create());
    steps.addAll(plan.steps());
    return new Plan(steps, plan.summary(), plan.notes());
  }

  private Plan pending(MigrationFiles migrations, HistoryRows history) {
    List<MigrationFile.Prisma> pending =
        migrations.prisma().stream()
            .filter(file -> history.applied(file.name()).isEmpty())
            .toList();
    if (pending.isEmpty()) {
      return Plan.nothing("no migration is pending: every file has its row");
    }
    List<Step> steps = new ArrayList<>();
    if (history.isAbsent()) {
      steps.add(new HistoryTable(history.schema()).create());
    }
    pending.forEach(file -> steps.add(workshop.step(file, history.schema()).toStep()));
    String count = pending.size() == 1 ? "one migration" : pending.size() + " migrations";
    return new Plan(
        steps,
        "applies " + count + ", each with its row in the history; the first that fails ends it",
        notes(migrations, history));
  }

  private static List<String> notes(MigrationFiles migrations, HistoryRows history) {
    List<String> notes = new ArrayList<>();
    for (MigrationFile.Prisma file : migrations.prisma()) {
      Optional<TrackingRow> row = history.applied(file.name());
      if (row.isPresent() && isEdited(file, row.get())) {
        notes.add("`" + file.name() + "` was edited after it had been applied");
      }
    }
    return notes;
  }

  private static boolean isEdited(MigrationFile file, TrackingRow row) {
    return file.script() instanceof FileReading.Content content
        && !Checksum.matches(content.bytes(), Objects.requireNonNullElse(row.checksum(), ""));
  }
}
