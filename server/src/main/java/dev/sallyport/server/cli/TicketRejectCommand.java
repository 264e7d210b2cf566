package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Signer;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says no, for good. */
@Command(name = "reject", description = "reject a ticket for good, on the terminal")
final class TicketRejectCommand extends SallyportCommand {
  @Parameters(paramLabel = "TICKET", description = "the ticket's name")
  String name = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "why; the agent reads it")
  String reason = "";

  @Mixin SigningOptions signing = new SigningOptions();

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Passphrase human = Passphrase.terminal();
    TicketDesk desk = sallyport.desk();
    Ticket ticket = TicketsCommand.find(desk, name);
    try (Signer by = signing.unlock(sallyport, human)) {
      desk.reject(ticket.id(), by.sign(desk.rejectionDocument(ticket.id(), by.keyId(), reason)));
    }
    terminal.line("`" + ticket.id() + "` is rejected");
    return ExitCode.DONE;
  }
}
