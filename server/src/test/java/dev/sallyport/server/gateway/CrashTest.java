package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.Recovered;
import dev.sallyport.server.approval.StoreKind;
import dev.sallyport.server.approval.TicketId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that run tickets and are killed: nothing is lost, nothing runs twice. */
class CrashTest {
  /** Each stage, on each kind of store; more with {@code -Dsallyport.crashes=500}. */
  private static final int RUNS = Integer.getInteger("sallyport.crashes", 8);

  private record Death(RunStage stage, int times) {}

  private static final List<Death> DEATHS =
      List.of(
          new Death(RunStage.CLAIMED, 1),
          new Death(RunStage.BEGUN, 1),
          new Death(RunStage.STATEMENT_DONE, 1),
          new Death(RunStage.STATEMENT_DONE, 2),
          new Death(RunStage.LEDGER_WRITTEN, 1),
          new Death(RunStage.MARK_STORED, 1),
          new Death(RunStage.COMMITTED, 1),
          new Death(RunStage.RECORDED, 1));

  /** Starts a process for each run, all at once, and says what went wrong with any. */
  private static List<String> killOneAtEachStage(CrashSite site, int from, int to)
      throws Exception {
    List<TicketId> tickets = new ArrayList<>();
    List<Process> processes = new ArrayList<>();
    for (int run = from; run < to; run++) {
      tickets.add(site.approved(run));
      Death death = DEATHS.get(run % DEATHS.size());
      processes.add(site.start(death.stage, death.times, List.of(tickets.get(run - from))));
    }
    for (Process process : processes) {
      process.waitFor();
    }
    site.recover();
    List<String> wrong = new ArrayList<>();
    for (int run = from; run < to; run++) {
      int exit = processes.get(run - from).exitValue();
      TicketId id = tickets.get(run - from);
      if (!isRight(site, id, run) || exit != 137 || site.runsAgain(id)) {
        wrong.add(DEATHS.get(run % DEATHS.size()) + " exit " + exit + " " + site.desk.find(id));
      }
    }
    return wrong;
  }

  /** Whether the ticket says what the database says. */
  private static boolean isRight(CrashSite site, TicketId id, int run) {
    return switch (site.desk.find(id).orElseThrow().state().kind()) {
      case EXECUTED -> site.rows(run) == 1;
      case FAILED -> site.rows(run) == 0;
      default -> false;
    };
  }

  @ParameterizedTest
  @EnumSource
  void aKilledExecutorLosesNothingAndRunsNothingTwice(StoreKind kind) throws Exception {
    try (CrashSite site = new CrashSite(kind)) {
      List<String> wrong = new ArrayList<>();
      for (int run = 0; run < RUNS; run += DEATHS.size()) {
        wrong.addAll(killOneAtEachStage(site, run, Math.min(RUNS, run + DEATHS.size())));
      }

      assertThat(wrong).isEmpty();
      assertThat(site.desk.audit().verify().broken()).isEmpty();
      assertThat(site.desk.verify()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLiveExecutorIsNeverOvertaken(StoreKind kind) throws Exception {
    try (CrashSite site = new CrashSite(kind)) {
      TicketId id = site.approved(1);
      Claim claim = site.desk.claim(id, site.unchanged());

      List<Recovered> recovered = site.desk.recover(new Fates(site.target)::of);
      String other = said(site.start(RunStage.CLAIMED, 0, List.of(id)));

      assertThat(recovered).isEmpty();
      assertThat(other).isEqualTo(id + " refused wrong-state\n");
      claim.close();
    }
  }

  private static String said(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
