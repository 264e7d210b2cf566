package dev.sallyport.server.cli;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;

/** Regenerates the client without credentials. */
@Command(
    name = "generate",
    description = "regenerate the client, without credentials; needs no database")
final class GenerateCommand extends SallyportCommand {
  private static final Set<String> NOT_RUN =
      Set.of("generate-not-installed", "generate-exposed", "generate-not-started");

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    AgentRequest request =
        AgentRequest.operation(Operation.GENERATE, Map.of(), "", sallyport.person());
    Answer answer = sallyport.generate(request, Cancellation.none());
    if (terminal.json()) {
      terminal.document(answer.toMap());
    } else {
      print(answer, terminal);
    }
    boolean notRun = answer.reasons().stream().anyMatch(r -> NOT_RUN.contains(r.ruleId()));
    return notRun ? ExitCode.ENVIRONMENT : AnswerExit.of(answer);
  }

  private static void print(Answer answer, Terminal terminal) {
    if (answer.outcome() != Outcome.DONE && answer.body().get("output") instanceof List<?> lines) {
      lines.forEach(
          line ->
              terminal.line(
                  terminal.paint(Paint.QUIET, "| ") + Visible.text(String.valueOf(line))));
    }
    if (answer.body().get("generated") instanceof List<?> generated) {
      generated.forEach(one -> generated((Map<?, ?>) one, terminal));
      terminal.line(
          terminal.paint(
              Paint.QUIET, "isolation: " + Visible.text(text(answer.body().get("isolation")))));
    }
    new AnswerText(terminal).print(answer);
  }

  private static void generated(Map<?, ?> one, Terminal terminal) {
    terminal.line(
        terminal.paint(Paint.GOOD, "generated ")
            + Visible.text(text(one.get("name")))
            + " in "
            + Visible.text(text(one.get("path"))));
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    return String.valueOf(value);
  }
}
