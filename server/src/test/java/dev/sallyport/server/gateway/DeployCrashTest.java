package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.migration.operation.OperationSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deployments of ten migrations that are killed on the way: the history says what is so, and a
 * second run finishes. All points with {@code -Dsallyport.crashes=100}.
 */
class DeployCrashTest {
  private static final int MIGRATIONS = 10;
  private static final int ALONE = 5;
  private static final int RUNS = Integer.getInteger("sallyport.crashes", 4);
  private static final int AT_ONCE = 4;
  private static final List<RunStage> STAGES =
      List.of(
          RunStage.BEGUN,
          RunStage.STATEMENT_DONE,
          RunStage.LEDGER_WRITTEN,
          RunStage.MARK_STORED,
          RunStage.COMMITTED);

  @TempDir Path folder;

  /** Where a process dies. The first part makes the table of the history. */
  private record Death(RunStage stage, int times) {}

  private static List<Death> deaths() {
    List<Death> all = new ArrayList<>();
    for (RunStage stage : STAGES) {
      // The one that runs alone has neither a ledger's entry nor a mark.
      boolean inTransaction = stage == RunStage.LEDGER_WRITTEN || stage == RunStage.MARK_STORED;
      for (int times = 1; times <= (inTransaction ? MIGRATIONS : MIGRATIONS + 1); times++) {
        all.add(new Death(stage, times));
      }
    }
    int step = Math.max(1, all.size() / RUNS);
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get).toList();
  }

  @Test
  void aKilledDeploymentTellsTheTruthAndASecondRunFinishes() throws Exception {
    List<Death> deaths = deaths();
    List<String> wrong = new ArrayList<>();
    for (int from = 0; from < deaths.size(); from += AT_ONCE) {
      wrong.addAll(killed(deaths.subList(from, Math.min(deaths.size(), from + AT_ONCE)), from));
    }

    assertThat(wrong).isEmpty();
  }

  private List<String> killed(List<Death> deaths, int number) throws Exception {
    List<OperationSite> sites = new ArrayList<>();
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < deaths.size(); i++) {
      OperationSite site = site(number + i);
      sites.add(site);
      TicketId ticket = site.approve(site.ask(Operation.MIGRATE_DEPLOY));
      processes.add(
          CrashingDeploy.start(site, ticket, deaths.get(i).stage(), deaths.get(i).times()));
    }
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < deaths.size(); i++) {
      int exit = processes.get(i).waitFor();
      try (OperationSite site = sites.get(i)) {
        String said = exit == 137 ? afterwards(site) : "it ended with " + exit;
        if (!said.isEmpty()) {
          wrong.add(deaths.get(i) + ": " + said);
        }
      }
    }
    return wrong;
  }

  private OperationSite site(int number) throws Exception {
    OperationSite site =
        new OperationSite(Files.createDirectories(folder.resolve("site" + number)), "staging");
    for (int i = 1; i <= MIGRATIONS; i++) {
      site.migration(
          String.format("%02d_step", i),
          i == ALONE
              ? "CREATE INDEX CONCURRENTLY step_5 ON step_4 (id)"
              : "CREATE TABLE step_" + i + " (id int); INSERT INTO step_" + i + " VALUES (1);");
    }
    return site;
  }

  /** What is wrong after a process died; empty where all is well. */
  private static String afterwards(OperationSite site) throws InterruptedException {
    while (site.gate().execution().recover().stream().anyMatch(one -> !one.concluded())) {
      Thread.sleep(50);
    }
    String lie = lie(site);
    if (!lie.isEmpty()) {
      return lie;
    }
    if (hasTable(site) && site.history().stream().anyMatch(row -> row.contains("|failed|"))) {
      TicketState repaired = site.carryOut(Operation.REPAIR, Map.of());
      if (!(repaired instanceof TicketState.Executed)) {
        return "the repair ended " + repaired;
      }
    }
    Answer second = site.ask(Operation.MIGRATE_DEPLOY);
    if (second.ticket() != null) {
      TicketState ended = site.carryOut(second);
      if (!(ended instanceof TicketState.Executed)) {
        return "the second run ended " + ended;
      }
    }
    long applied = site.history().stream().filter(row -> row.contains("|applied|")).count();
    return applied == MIGRATIONS ? lie(site) : "in the end: " + site.history();
  }

  private static boolean hasTable(OperationSite site) {
    return site.database.column("SELECT to_regclass('_prisma_migrations')::text").get(0) != null;
  }

  /** A row that says applied without its table, or a table without such a row. */
  private static String lie(OperationSite site) {
    List<String> history = new ArrayList<>();
    if (hasTable(site)) {
      site.history().forEach(row -> history.add(String.valueOf(row)));
    }
    for (int i = 1; i <= MIGRATIONS; i++) {
      String name = String.format("%02d_step|applied|", i);
      boolean row = history.stream().anyMatch(one -> one.startsWith(name));
      boolean object =
          site.database
                  .column(
                      "SELECT c.relname FROM pg_class c LEFT JOIN pg_index x ON x.indexrelid ="
                          + " c.oid WHERE c.relname = 'step_"
                          + i
                          + "' AND coalesce(x.indisvalid, true)")
                  .size()
              == 1;
      boolean underWay = i == ALONE && history.contains(String.format("%02d_step|failed|0", i));
      if (row != object && !underWay) {
        return "row " + i + ": " + row + ", object: " + object;
      }
    }
    return "";
  }
}
