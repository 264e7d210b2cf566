package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.MigrationStep;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.diff.Comparing;
import dev.sallyport.server.migration.diff.Copies;
import dev.sallyport.server.migration.effects.EffectProbe;
import dev.sallyport.server.migration.effects.Probing;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.project.ProjectFileWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code baseline}: a history for a database that has none. Each of the project's migrations whose
 * effects are all there is recorded as applied; what comes after the last of them stays pending.
 */
record BaselinePlanner(Workshop workshop) implements OperationPlanner {
  /** As Prisma's own documentation calls a baseline. */
  private static final String FIRST = "0_init";

  @Override
  public Operation operation() {
    return Operation.BASELINE;
  }

  @Override
  public Plan plan(AgentRequest request, PlanningGround ground) {
    Arguments.of(request).only();
    HistoryRows history = HistoryRows.read(ground);
    if (!history.rows().isEmpty()) {
      throw SallyportException.usage(
          "the database has a history already, of " + history.rows().size() + " rows",
          "see `status` for what is wrong with it; `repair` mends ghosts, orphans and failed rows");
    }
    List<MigrationFile.Prisma> files = workshop.migrations().prisma();
    if (files.isEmpty()) {
      return first(history, ground);
    }
    return recorded(files, history, workshop.probe(ground));
  }

  /** The first migration of a project that has none: everything that stands in the database. */
  private Plan first(HistoryRows history, PlanningGround ground) {
    String sql = Copies.creation(Comparing.SCHEMAS.reduce(ground.ask(FactReader::read))).text();
    List<Step> steps = new ArrayList<>();
    if (history.isAbsent()) {
      steps.add(new HistoryTable(history.schema()).create());
    }
    steps.add(
        new MigrationStep(
                FIRST,
                sql,
                workshop.project().migrationsFolder() + "/" + FIRST + "/migration.sql",
                false,
                history.schema(),
                ProjectFileWriter.projectOf(workshop.root()),
                true)
            .toStep());
    return new Plan(
        steps,
        "writes `"
            + FIRST
            + "` with everything that stands in the database, and records it as"
            + " applied without running it",
        List.of("owners and grants are not part of it"));
  }

  private Plan recorded(List<MigrationFile.Prisma> files, HistoryRows history, EffectProbe probe) {
    List<Step> steps = new ArrayList<>();
    if (history.isAbsent()) {
      steps.add(new HistoryTable(history.schema()).create());
    }
    List<String> notes = new ArrayList<>();
    List<String> pending = new ArrayList<>();
    for (MigrationFile.Prisma file : files) {
      Probing probing = probe.probe(file.name());
      boolean there = isThere(file.name(), probing, pending.isEmpty());
      if (there && pending.isEmpty()) {
        steps.add(workshop.recorded(file, history.schema()).toStep());
        notes.add("`" + file.name() + "`: " + said(probing));
      } else if (there) {
        throw SallyportException.usage(
            "`"
                + file.name()
                + "` is in the database and `"
                + pending.get(0)
                + "` before it is not",
            "apply what is missing with `execute`, then ask again");
      } else {
        pending.add(file.name());
      }
    }
    if (notes.isEmpty()) {
      throw SallyportException.usage(
          "no migration of the project is in the database",
          "if it is empty, ask for `migrate-deploy`; else the project is not the one that made it");
    }
    if (!pending.isEmpty()) {
      notes.add("stays pending: " + String.join(", ", pending));
    }
    return new Plan(
        steps, "records what is there as applied, without running anything of it", notes);
  }

  /** What can't be told goes with what stands before it. */
  private static boolean isThere(String name, Probing probing, boolean soFar) {
    return switch (probing.verdict()) {
      case APPLIED -> true;
      case NOT_APPLIED -> false;
      case CANT_TELL -> soFar;
      case PARTLY ->
          throw SallyportException.usage(
              "`" + name + "` is in the database in part: " + String.join(", ", probing.lacking()),
              "complete it with `execute`, then ask again");
    };
  }

  private static String said(Probing probing) {
    return probing.verdict() == Probing.Verdict.APPLIED
        ? "all " + probing.traces().size() + " of its effects are in the database"
        : "taken to be applied, as its effects can't be looked up: " + probing.why();
  }
}
