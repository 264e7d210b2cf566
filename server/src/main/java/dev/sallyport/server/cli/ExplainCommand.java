package dev.sallyport.server.cli;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the policy says of a statement or an operation, without doing it. */
@Command(name = "explain", description = "show what would be decided, and why; runs nothing")
final class ExplainCommand extends SallyportCommand {
  @Parameters(
      paramLabel = "SQL",
      arity = "0..1",
      description = "statements; - for standard input (with --json: JSON lines)")
  @Nullable String sql;

  @Option(names = "--operation", paramLabel = "NAME", description = "such as migrate-reset")
  @Nullable String operation;

  @Option(names = "--trees", description = "show how both readers parse it; needs no database")
  boolean trees;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    if (trees) {
      new ParseTrees(sallyport.reader(), terminal).print(text());
      return ExitCode.DONE;
    }
    if (terminal.json() && "-".equals(sql)) {
      new ExplainLines(sallyport.offline(), terminal).answer(System.in);
      return ExitCode.DONE;
    }
    Answer answer = sallyport.gate().explain(request(sallyport), new Cancellation());
    if (terminal.json()) {
      terminal.document(answer.toMap());
    } else {
      new ConsideredText(terminal).print(answer);
    }
    return "deny".equals(answer.body().get("decision")) ? ExitCode.FOUND : AnswerExit.of(answer);
  }

  private AgentRequest request(Sallyport sallyport) {
    if (operation != null) {
      Operation named =
          Operation.of(operation)
              .orElseThrow(
                  () ->
                      SallyportException.usage(
                          "no operation `" + operation + "`", "such as migrate-reset, db-push"));
      return AgentRequest.operation(named, Map.of(), "", sallyport.person());
    }
    return AgentRequest.execute(text(), "", sallyport.person());
  }

  private String text() {
    if (sql == null) {
      throw SallyportException.usage(
          "nothing to explain", "pass SQL, `-` for standard input, or `--operation NAME`");
    }
    return StandardInput.orText(sql);
  }
}
