package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketFilter;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.audit.CanonicalJson;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tickets, newest first. */
@Command(name = "list", description = "list tickets, the open ones unless asked otherwise")
final class TicketListCommand extends SallyportCommand {
  @Option(names = "--all", description = "settled tickets too")
  boolean all;

  @Option(names = "--state", paramLabel = "STATE", description = "only tickets in these states")
  Set<TicketState.Kind> states = EnumSet.noneOf(TicketState.Kind.class);

  @Option(names = "--requester", paramLabel = "AGENT", description = "only this agent's")
  @Nullable String requester;

  @Option(names = "--after", paramLabel = "TICKET", description = "the page after this ticket")
  @Nullable String after;

  @Option(names = "--limit", paramLabel = "N", description = "most tickets (default: 50)")
  int limit = 50;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    TicketId from = after == null ? null : TicketsCommand.find(sallyport.desk(), after).id();
    int page = Math.max(1, Math.min(500, limit));
    List<Ticket> tickets = sallyport.desk().list(new TicketFilter(wanted(), requester, from, page));
    if (terminal.json()) {
      tickets.forEach(ticket -> terminal.line(CanonicalJson.text(ticket.toJson())));
      return ExitCode.DONE;
    }
    new TableText(terminal)
        .print(
            List.of("ticket", "state", "environment", "who", "what"),
            tickets.stream().map(TicketListCommand::row).toList());
    if (tickets.size() == page) {
      terminal.line("more: --after " + tickets.get(page - 1).id());
    }
    return ExitCode.DONE;
  }

  private Set<TicketState.Kind> wanted() {
    if (all || !states.isEmpty()) {
      return states;
    }
    return Set.of(
        TicketState.Kind.PENDING,
        TicketState.Kind.APPROVED,
        TicketState.Kind.EXECUTING,
        TicketState.Kind.UNKNOWN);
  }

  static List<String> row(Ticket ticket) {
    String what =
        ticket.request().steps().isEmpty()
            ? ticket.request().operation().label()
            : ticket.request().steps().get(0).text().strip().replaceAll("\\s+", " ");
    return List.of(
        ticket.id().text(),
        ticket.state().kind().label(),
        ticket.request().environment(),
        ticket.request().requester().name(),
        Lookalikes.shown(what));
  }
}
