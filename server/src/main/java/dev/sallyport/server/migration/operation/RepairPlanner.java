package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.OperationPlanner;
import dev.sallyport.server.gateway.Plan;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.effects.Probing;
import dev.sallyport.server.migration.history.MigrationFile;
import dev.sallyport.server.migration.history.TrackingRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code repair}: rows that say what is not so. Those without a file are removed, those of ghosts
 * too, and failed ones are settled by what is in the database; then what is pending again, and
 * missing in full, is applied. With {@code name}, one migration only.
 *
 * <p>What is applied in part is left to a person. Every old row is signed with the step that
 * changes it, and kept in the audit log with the ticket.
 */
record RepairPlanner(Workshop workshop) implements OperationPlanner {
  @Override
  public Operation operation() {
    return Operation.REPAIR;
  }

  @Override
  public Plan plan(AgentRequest request, PlanningGround ground) {
    Arguments arguments = Arguments.of(request).only("name", "apply");
    String only = arguments.text("name");
    boolean apply = !arguments.text("apply").equals("false");
    HistoryRows history = HistoryRows.read(ground);
    Work work = new Work(history, apply);
    for (String name : names(history)) {
      if (only.isEmpty() || only.equals(name)) {
        work.mend(name, ground);
      }
    }
    return work.plan();
  }

  private static Set<String> names(HistoryRows history) {
    Set<String> names = new LinkedHashSet<>();
    history.rows().forEach(row -> names.add(String.valueOf(row.name())));
    return names;
  }

  /** The repair of one history, migration by migration. */
  private final class Work {
    private final HistoryRows history;
    private final boolean apply;
    private final HistoryTable table;
    private final Map<String, MigrationFile> files = new LinkedHashMap<>();
    private final List<Step> rows = new ArrayList<>();
    private final Map<String, Step> again = new java.util.TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    Work(HistoryRows history, boolean apply) {
      this.history = history;
      this.apply = apply;
      this.table = new HistoryTable(history.schema());
      workshop.migrations().prisma().forEach(file -> files.put(file.name(), file));
    }

    void mend(String name, PlanningGround ground) {
      MigrationFile file = files.get(name);
      List<TrackingRow> own = history.of(name);
      if (file == null || file.sql().isEmpty()) {
        own.forEach(row -> rows.add(table.remove(row)));
        notes.add("`" + name + "`: its row has no file, and is removed");
        return;
      }
      boolean failed = own.stream().anyMatch(TrackingRow::isFailed);
      boolean stepless = own.stream().anyMatch(row -> row.isFinished() && row.steps() == 0);
      if (failed || stepless) {
        settle(file, own, failed, workshop.probe(ground).probe(name));
      }
    }

    private void settle(
        MigrationFile file, List<TrackingRow> own, boolean failed, Probing probing) {
      String name = file.name();
      switch (probing.verdict()) {
        case APPLIED -> {
          if (failed) {
            failed(own).forEach(row -> rows.add(table.rollBack(row)));
            if (history.applied(name).isEmpty()) {
              rows.add(workshop.recorded(file, history.schema()).toStep());
            }
            notes.add("`" + name + "`: failed, and all of its effects are there: applied");
          }
        }
        case NOT_APPLIED -> {
          if (failed) {
            failed(own).forEach(row -> rows.add(table.rollBack(row)));
            notes.add("`" + name + "`: failed, and none of its effects is there: rolled back");
          } else {
            own.stream()
                .filter(row -> row.isFinished() && row.steps() == 0)
                .forEach(row -> rows.add(table.remove(row)));
            notes.add(
                "`" + name + "`: a ghost, and none of its effects is there: its row is removed");
            if (apply) {
              again.put(name, workshop.step(file, history.schema()).toStep());
            }
          }
        }
        case PARTLY ->
            notes.add(
                "`"
                    + name
                    + "` is left to a person, being there in part: "
                    + String.join(", ", probing.lacking()));
        case CANT_TELL -> {
          if (failed) {
            notes.add("`" + name + "` is left to a person: " + probing.why());
          }
        }
      }
    }

    private static List<TrackingRow> failed(List<TrackingRow> own) {
      return own.stream().filter(TrackingRow::isFailed).toList();
    }

    Plan plan() {
      if (rows.isEmpty()) {
        return Plan.nothing(
            notes.isEmpty()
                ? "nothing is to be repaired: every row says what is so"
                : "nothing can be repaired from here: " + String.join("; ", notes));
      }
      List<Step> steps = new ArrayList<>(rows);
      steps.addAll(again.values());
      String applied =
          again.isEmpty()
              ? ""
              : ", and applies what is missing: " + String.join(", ", again.keySet());
      return new Plan(
          steps,
          "sets "
              + rows.size()
              + (rows.size() == 1 ? " row" : " rows")
              + " of the history right"
              + applied,
          notes);
    }
  }
}
