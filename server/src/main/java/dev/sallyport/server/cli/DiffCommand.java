package dev.sallyport.server.cli;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Outcome;
import dev.sallyport.server.migration.drift.DatabaseDiff;
import dev.sallyport.server.migration.drift.Differences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How two of migrations, schema.prisma, the database and other databases differ. */
@Command(
    name = "diff",
    description = "compare migrations, schema.prisma and the database, or any two databases")
final class DiffCommand extends SallyportCommand {
  @Option(
      names = "--from",
      paramLabel = "SIDE|URL",
      description = "what is: migrations, schema, database (default), or an address")
  String from = "database";

  @Option(
      names = "--to",
      paramLabel = "SIDE|URL",
      description = "what should be: migrations, schema (default), database, or an address")
  String to = "schema";

  @Option(
      names = "--script",
      description = "print the SQL that makes the first like the second, and nothing else")
  boolean script;

  @Option(
      names = "--ignore",
      paramLabel = "GLOB",
      description = "leave out what is named so, such as `audit_*`; can be repeated")
  List<String> ignored = List.of();

  @Option(
      names = "--rename",
      paramLabel = "OLD=NEW",
      description =
          "a table or column that was renamed and keeps its rows, such as"
              + " `public.users.mail=public.users.email`; can be repeated")
  List<String> renames = List.of();

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Answer answer =
        DatabaseDiff.isAddress(from) || DatabaseDiff.isAddress(to)
            ? addressed(sallyport)
            : sides(sallyport);
    if (terminal.json()) {
      terminal.document(answer.toMap());
    } else if (answer.outcome() != Outcome.DONE) {
      terminal.answer(answer);
    } else if (script) {
      new DiffText(terminal).script(answer);
    } else {
      new DiffText(terminal).print(answer);
    }
    ExitCode exit = AnswerExit.of(answer);
    return exit == ExitCode.DONE && found(answer.body()) ? ExitCode.FOUND : exit;
  }

  private static boolean found(Map<String, @Nullable Object> body) {
    return !Boolean.TRUE.equals(body.get("equal"))
        || body.get("drift") instanceof List<?> drift && !drift.isEmpty();
  }

  private Answer sides(Sallyport sallyport) {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("from", from);
    arguments.put("to", to);
    arguments.put("ignore", String.join("\n", ignored));
    arguments.put("rename", String.join("\n", renames));
    arguments.put("meaning", String.valueOf(!script || options.json));
    return sallyport
        .gate()
        .handle(
            AgentRequest.operation(Operation.DIFF, arguments, "", sallyport.person()),
            Cancellation.none());
  }

  /** The guarded database's policy has no say over databases that it does not guard. */
  private Answer addressed(Sallyport sallyport) {
    if (!DatabaseDiff.isAddress(from) || !DatabaseDiff.isAddress(to)) {
      Answer explained =
          sallyport
              .gate()
              .explain(
                  AgentRequest.operation(Operation.DIFF, Map.of(), "", sallyport.person()),
                  Cancellation.none());
      if (!"allow".equals(explained.body().get("decision"))) {
        return new Answer(Outcome.DENIED, null, explained.reasons(), explained.next(), Map.of());
      }
    }
    Differences differences = sallyport.comparing().between(from, to, true, ignored, renames);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("from", DatabaseDiff.isAddress(from) ? "address" : from);
    body.put("to", DatabaseDiff.isAddress(to) ? "address" : to);
    body.putAll(differences.toMap());
    return Answer.done(body, "");
  }
}
