package dev.sallyport.server.cli;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Boundary, environment, policy, history and open tickets. */
@Command(name = "status", description = "show boundary, environment, policy and open tickets")
final class StatusCommand extends SallyportCommand {
  @Option(names = "--drift", description = "compare migrations, schema and database first")
  boolean drift;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    if (drift) {
      compare(sallyport);
    }
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

  /** What it finds is remembered, and shown with the rest; so is why nothing could be found. */
  private static void compare(Sallyport sallyport) {
    Map<String, String> sides = Map.of("from", "migrations", "to", "database", "script", "false");
    sallyport
        .gate()
        .handle(
            AgentRequest.operation(Operation.DIFF, sides, "", sallyport.person()),
            Cancellation.none());
  }
}
