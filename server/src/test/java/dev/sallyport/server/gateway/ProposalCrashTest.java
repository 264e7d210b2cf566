package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.migration.operation.OperationSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proposals that are killed while they are written and applied: file, row and database agree, and
 * the same proposal again finishes.
 */
class ProposalCrashTest {
  private static final String COLUMN = "ALTER TABLE users ADD COLUMN email text;\n";
  private static final String TYPE = "CREATE TYPE mood AS ENUM ('fine');\n";

  @TempDir Path folder;

  /**
   * Where a process dies, and what then stands in the project, in the history and in the database.
   */
  private record Death(String sql, RunStage stage, String left) {}

  private static final List<Death> DEATHS =
      List.of(
          new Death(COLUMN, RunStage.STATEMENT_DONE, "failed; []; 0"),
          new Death(COLUMN, RunStage.LEDGER_WRITTEN, "failed; []; 0"),
          new Death(COLUMN, RunStage.MARK_STORED, "failed; []; 0"),
          new Death(COLUMN, RunStage.COMMITTED, "executed; [DATE_it applied]; 1"),
          new Death(TYPE, RunStage.LEDGER_WRITTEN, "failed; [01_it.sql manual-pending]; 0"),
          new Death(TYPE, RunStage.COMMITTED, "executed; [01_it.sql manual-applied]; 1"));

  private static final int AT_ONCE = 3;

  @Test
  void aKilledProposalTellsTheTruthAndTheSameAgainFinishes() throws Exception {
    List<String> left = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    for (int from = 0; from < DEATHS.size(); from += AT_ONCE) {
      killed(DEATHS.subList(from, from + AT_ONCE), from, left, ends);
    }

    assertThat(left).isEqualTo(DEATHS.stream().map(Death::left).toList());
    assertThat(ends)
        .isEqualTo(
            DEATHS.stream()
                .map(
                    d ->
                        d.sql().equals(COLUMN)
                            ? "[DATE_it applied]; 1"
                            : "[01_it.sql manual-applied]; 1")
                .toList());
  }

  private void killed(List<Death> deaths, int number, List<String> left, List<String> ends)
      throws Exception {
    List<OperationSite> sites = new ArrayList<>();
    List<TicketId> tickets = new ArrayList<>();
    List<Process> processes = new ArrayList<>();
    for (Death death : deaths) {
      OperationSite site =
          new OperationSite(
              Files.createDirectories(folder.resolve("site" + (number + sites.size()))), "staging");
      site.migration("20250101000000_users", "CREATE TABLE users (id int);\n");
      site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());
      sites.add(site);
      tickets.add(site.approve(site.propose("it", death.sql(), Map.of())));
      processes.add(CrashingDeploy.start(site, tickets.get(tickets.size() - 1), death.stage(), 1));
    }
    for (int i = 0; i < deaths.size(); i++) {
      try (OperationSite site = sites.get(i)) {
        assertThat(processes.get(i).waitFor()).isEqualTo(137);
        while (site.gate().execution().recover().stream().anyMatch(one -> !one.concluded())) {
          Thread.sleep(50);
        }
        String state =
            site.sallyport.desk().find(tickets.get(i)).orElseThrow().state().kind().label();
        left.add(state + "; " + standing(site));
        if (state.equals("failed")) {
          assertThat(site.carryOut(site.propose("it", deaths.get(i).sql(), Map.of())))
              .isInstanceOf(TicketState.Executed.class);
        }
        ends.add(standing(site));
      }
    }
  }

  /** The proposal's files with their states, and how many of its objects there are. */
  private static String standing(OperationSite site) {
    List<String> files = new ArrayList<>();
    site.states()
        .forEach(
            (name, state) -> {
              if (name.contains("_it")) {
                files.add(name.replaceFirst("^2\\d{13}_", "DATE_") + " " + state);
              }
            });
    Path migrations = site.project.root().resolve("prisma/migrations");
    try (Stream<Path> all = Files.list(migrations)) {
      assertThat(all.filter(file -> file.toString().contains("_it"))).hasSize(files.size());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return files
        + "; "
        + site.database
            .column(
                "SELECT (SELECT count(*) FROM pg_attribute WHERE attname = 'email' AND attrelid ="
                    + " 'users'::regclass) + (SELECT count(*) FROM pg_type WHERE typname = 'mood')")
            .get(0);
  }
}
