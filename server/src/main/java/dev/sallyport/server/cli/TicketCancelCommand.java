package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.gateway.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes back what one asked for oneself. */
@Command(name = "cancel", description = "take back a pending ticket of your own")
final class TicketCancelCommand extends SallyportCommand {
  @Parameters(paramLabel = "TICKET", description = "the ticket's name")
  String name = "";

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Answer answer = sallyport.gate().cancelTicket(name);
    terminal.answer(answer);
    return AnswerExit.of(answer);
  }
}
