package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.Answer;
import picocli.CommandLine.Command;

/** Boundary, environment, policy, history and open tickets. */
@Command(name = "status", description = "show boundary, environment, policy and open tickets")
final class StatusCommand extends SallyportCommand {
  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Answer answer = sallyport.gate().status(new Cancellation());
    if (terminal.json()) {
      terminal.document(answer.toMap());
    } else {
      new StatusText(terminal).print(answer);
    }
    ExitCode exit = AnswerExit.of(answer);
    return exit == ExitCode.DONE && Boolean.FALSE.equals(answer.body().get("healthy"))
        ? ExitCode.FOUND
        : exit;
  }
}
