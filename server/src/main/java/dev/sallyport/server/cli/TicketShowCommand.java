package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.audit.CanonicalJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One ticket as an approver sees it. */
@Command(name = "show", description = "show a ticket as an approver sees it")
final class TicketShowCommand extends SallyportCommand {
  @Parameters(paramLabel = "TICKET", description = "the ticket's name")
  String name = "";

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Ticket ticket = TicketsCommand.find(sallyport.desk(), name);
    if (terminal.json()) {
      terminal.line(CanonicalJson.text(ticket.toJson()));
    } else {
      TicketView.of(ticket, sallyport, terminal).forEach(terminal::line);
    }
    return ExitCode.DONE;
  }
}
