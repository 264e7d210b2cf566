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

/** Says what became of a ticket whose outcome nobody can tell. */
@Command(
    name = "settle",
    description = "say, after looking, what became of an unknown ticket, on the terminal")
final class TicketSettleCommand extends SallyportCommand {
  /** What a human found. */
  enum Found {
    EXECUTED,
    FAILED
  }

  @Parameters(paramLabel = "TICKET", description = "the ticket's name")
  String name = "";

  @Option(names = "--outcome", required = true, description = "${COMPLETION-CANDIDATES}")
  Found found = Found.FAILED;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "what you saw")
  String reason = "";

  @Mixin SigningOptions signing = new SigningOptions();

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Passphrase human = Passphrase.terminal();
    TicketDesk desk = sallyport.desk();
    Ticket ticket = TicketsCommand.find(desk, name);
    try (Signer by = signing.unlock(sallyport, human)) {
      String document =
          desk.settlementDocument(ticket.id(), by.keyId(), found == Found.EXECUTED, reason);
      desk.settle(ticket.id(), by.sign(document));
    }
    terminal.line("`" + ticket.id() + "` is settled");
    return ExitCode.DONE;
  }
}
