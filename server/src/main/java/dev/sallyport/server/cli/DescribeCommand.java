package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tables, columns, types, keys and sizes. */
@Command(name = "describe", description = "show tables, columns, types, keys and sizes")
final class DescribeCommand extends SallyportCommand {
  @Parameters(paramLabel = "GLOB", arity = "0..*", description = "such as public.book*")
  List<String> objects = List.of();

  @Option(names = "--page", paramLabel = "N", description = "page of a long answer, from 1")
  int page = 1;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Answer answer = sallyport.gate().describe(objects, page, new Cancellation());
    if (terminal.json()) {
      terminal.document(answer.toMap());
    } else {
      new DescriptionText(terminal).print(answer);
    }
    return AnswerExit.of(answer);
  }
}
