package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.audit.CanonicalJson;
import dev.sallyport.server.cancellation.Cancellation;

/** Runs a ticket and says how it ended. */
final class TicketRun {
  private TicketRun() {}

  static ExitCode run(Sallyport sallyport, TicketId id, Terminal terminal) {
    Ticket ended = sallyport.gate().execution().run(id, new Cancellation());
    if (terminal.json()) {
      terminal.line(CanonicalJson.text(ended.toJson()));
    } else {
      StateWords.ending(ended.state()).forEach(line -> terminal.line(Visible.text(line)));
    }
    return ended.state() instanceof TicketState.Executed ? ExitCode.DONE : ExitCode.FOUND;
  }
}
