package dev.sallyport.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.StoreKind;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Processes killed within a script that is split: the ticket says which parts are in effect. */
class SplitCrashTest {

  /** What the ticket has to say, where the process ends there. */
  private record Death(RunStage stage, int times, TicketState.Kind state, String words) {}

  private static final String NOTHING = "nothing was changed";
  private static final String FIRST = "step 1 of 4 is in effect and stays";
  private static final String TWO = "steps 1 to 2 of 4 are in effect and stay";

  private static final List<Death> DEATHS =
      List.of(
          new Death(RunStage.BEGUN, 1, TicketState.Kind.FAILED, NOTHING),
          new Death(RunStage.COMMITTED, 1, TicketState.Kind.FAILED, FIRST),
          new Death(RunStage.PART_RECORDED, 1, TicketState.Kind.FAILED, FIRST),
          new Death(
              RunStage.BEGUN,
              2,
              TicketState.Kind.UNKNOWN,
              "step 2 ran, which no transaction holds; step 1 is in effect; steps 3 to 4 were not"
                  + " run"),
          new Death(RunStage.STATEMENT_DONE, 2, TicketState.Kind.UNKNOWN, "step 1 is in effect"),
          new Death(RunStage.PART_RECORDED, 2, TicketState.Kind.FAILED, TWO),
          new Death(RunStage.STATEMENT_DONE, 3, TicketState.Kind.FAILED, TWO),
          new Death(RunStage.COMMITTED, 2, TicketState.Kind.EXECUTED, "committed"));

  private static List<Step> steps(int run) {
    return List.of(
        Step.inTransaction("UPDATE public.counter SET times = times + 1 WHERE run = " + run),
        Step.alone("CREATE INDEX CONCURRENTLY ran_" + run + " ON public.ran (run)"),
        Step.inTransaction("INSERT INTO public.ran VALUES (" + run + ")"),
        Step.inTransaction("SELECT count(*) FROM public.ran"));
  }

  /** The parts that are in effect, as the database shows it. */
  private static int inEffect(CrashSite site, int run) {
    boolean index =
        !site.database
            .column(
                "SELECT 1 FROM pg_index WHERE indisvalid AND indexrelid = to_regclass('ran_"
                    + run
                    + "')")
            .isEmpty();
    if (site.rows(run) == 1) {
      return 3;
    }
    boolean counted =
        site.database.column("SELECT times FROM counter WHERE run = " + run).equals(List.of("1"));
    return index ? 2 : counted ? 1 : 0;
  }

  private static boolean isRight(Death death, TicketState state, int inEffect) {
    int told =
        state instanceof TicketState.Executed
            ? 3
            : state instanceof TicketState.Failed failed ? failed.error().getInt("kept", 0) : 1;
    boolean counted = death.state == TicketState.Kind.UNKNOWN ? inEffect >= told : inEffect == told;
    return state.kind() == death.state && counted && state.toString().contains(death.words);
  }

  @Test
  void aKilledRunIsToldPartByPart() throws Exception {
    try (CrashSite site = new CrashSite(StoreKind.SQLITE)) {
      List<String> wrong = new ArrayList<>();
      for (int run = 0; run < DEATHS.size(); run++) {
        Death death = DEATHS.get(run);
        TicketId id = site.approved(run, steps(run));
        int exit = site.start(death.stage, death.times, List.of(id)).waitFor();
        site.recover();
        TicketState state = site.desk.find(id).orElseThrow().state();
        if (exit != 137 || !isRight(death, state, inEffect(site, run)) || site.runsAgain(id)) {
          wrong.add(death + " exit " + exit + ", " + inEffect(site, run) + " parts: " + state);
        }
      }

      assertThat(wrong).isEmpty();
      assertThat(site.desk.audit().verify().broken()).isEmpty();
    }
  }
}
