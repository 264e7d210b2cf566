package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Recovered;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an approved ticket, or settles those whose executor is gone. */
@Command(name = "run", description = "run an approved ticket; --recover settles interrupted ones")
final class TicketRunCommand extends SallyportCommand {
  @Parameters(paramLabel = "TICKET", arity = "0..1", description = "the ticket's name")
  @Nullable String name;

  @Option(names = "--recover", description = "settle tickets whose executor is gone")
  boolean recover;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    boolean waiting = recover && recovered(sallyport, terminal);
    if (name != null) {
      return TicketRun.run(sallyport, TicketsCommand.find(sallyport.desk(), name).id(), terminal);
    }
    if (!recover) {
      throw SallyportException.usage(
          "no ticket was named", "name one, or say `--recover`; see `sallyport tickets list`");
    }
    return waiting ? ExitCode.WAITING : ExitCode.DONE;
  }

  /** Whether any has to wait. */
  private static boolean recovered(Sallyport sallyport, Terminal terminal) {
    List<Recovered> all = sallyport.gate().execution().recover();
    for (Recovered one : all) {
      terminal.line(
          one.ticket().id()
              + " "
              + one.ticket().state().kind().label()
              + ": "
              + Visible.text(one.message()));
    }
    if (all.isEmpty()) {
      terminal.line("nothing was interrupted");
    }
    return all.stream().anyMatch(one -> !one.concluded());
  }
}
