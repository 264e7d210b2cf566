package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Signer;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketState;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the second gate for one ticket; the last approver's command runs it. */
@Command(name = "approve", description = "look at a ticket, sign it and run it, on the terminal")
final class TicketApproveCommand extends SallyportCommand {
  /** A statement with more lines than this is not seen at one glance. */
  private static final int SCREEN = 24;

  @Parameters(paramLabel = "TICKET", description = "the ticket's name")
  String name = "";

  @Option(names = "--comment", paramLabel = "TEXT", description = "kept with the signature")
  String comment = "";

  @Option(names = "--no-run", description = "leave the run to `tickets run` or to the proxy")
  boolean noRun;

  @Mixin SigningOptions signing = new SigningOptions();

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Passphrase human = Passphrase.terminal();
    TicketDesk desk = sallyport.desk();
    Ticket ticket = TicketsCommand.find(desk, name);
    List<String> view = TicketView.of(ticket, sallyport, terminal);
    Pages.show(view, terminal, human);
    if (!agrees(ticket, view, human)) {
      terminal.line("not approved; nothing was signed");
      return ExitCode.WAITING;
    }
    Ticket signed;
    try (Signer by = signing.unlock(sallyport, human)) {
      signed =
          desk.approve(
              ticket.id(), by.sign(desk.approvalDocument(ticket.id(), by.keyId(), comment)));
    }
    if (!(signed.state() instanceof TicketState.Approved)) {
      terminal.line("signed; still missing: " + String.join(", ", desk.missing(signed)));
      return ExitCode.WAITING;
    }
    terminal.line(terminal.paint(Paint.GOOD, "approved"));
    return noRun ? ExitCode.DONE : TicketRun.run(sallyport, ticket.id(), terminal);
  }

  /** What scrolled by is confirmed with digits that stand only in the ticket's name. */
  private static boolean agrees(Ticket ticket, List<String> view, Passphrase human) {
    return view.size() > SCREEN
        ? human.confirms("to approve, type the ticket's last four digits:", ticket.id().lastFour())
        : human.confirms("approve? type yes:", "yes");
  }
}
