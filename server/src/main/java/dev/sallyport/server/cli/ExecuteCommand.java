package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One statement or script that may write: it runs, becomes a ticket or is refused. */
@Command(name = "execute", description = "run a statement or script, or open a ticket for it")
final class ExecuteCommand extends SallyportCommand {
  @Parameters(paramLabel = "SQL", description = "statements; - reads them from standard input")
  String sql = "";

  @Option(names = "--justification", paramLabel = "TEXT", description = "why, for the approver")
  String justification = "";

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Answer answer =
        sallyport
            .gate()
            .handle(
                AgentRequest.execute(StandardInput.orText(sql), justification, sallyport.person()),
                new Cancellation());
    terminal.answer(answer);
    return AnswerExit.of(answer);
  }
}
