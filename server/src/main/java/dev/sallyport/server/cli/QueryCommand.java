package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One read, through the same gate as an agent's. */
@Command(name = "query", description = "run one read in a read-only transaction")
final class QueryCommand extends SallyportCommand {
  @Parameters(
      paramLabel = "SQL",
      description = "one statement that only reads; - reads it from standard input")
  String sql = "";

  @Option(names = "--limit", paramLabel = "ROWS", description = "rows wanted at most")
  @Nullable Integer limit;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Answer answer =
        sallyport
            .gate()
            .handle(
                AgentRequest.query(StandardInput.orText(sql), limit, sallyport.person()),
                new Cancellation());
    terminal.answer(answer);
    return AnswerExit.of(answer);
  }
}
