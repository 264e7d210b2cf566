package dev.sallyport.server.cli;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Refusal;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketId;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What waits for a human, and what became of it. */
@Command(name = "tickets", description = "list, show, approve, reject and run tickets")
final class TicketsCommand extends GroupCommand {
  static CommandLine line() {
    return new CommandLine(new TicketsCommand())
        .addSubcommand("list", new TicketListCommand())
        .addSubcommand("show", new TicketShowCommand())
        .addSubcommand("approve", new TicketApproveCommand())
        .addSubcommand("reject", new TicketRejectCommand())
        .addSubcommand("cancel", new TicketCancelCommand())
        .addSubcommand("run", new TicketRunCommand())
        .addSubcommand("settle", new TicketSettleCommand())
        .addSubcommand("watch", new TicketWatchCommand());
  }

  /** The ticket of that name. */
  static Ticket find(TicketDesk desk, String name) {
    TicketId id =
        TicketId.of(name)
            .orElseThrow(
                () ->
                    SallyportException.usage(
                        "`" + Visible.text(name) + "` is no ticket's name",
                        "a name looks like `T-4821-0937-5521`; see `sallyport tickets list`"));
    return desk.find(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    Refusal.NO_SUCH_TICKET,
                    "there is no ticket `" + id + "` in this store",
                    "see `sallyport tickets list`"));
  }
}
