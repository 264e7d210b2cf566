package dev.sallyport.server.cli;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A change of the schema as a migration: decided, tried, and waiting for a person. */
@Command(name = "propose", description = "propose a migration and open a ticket for it")
final class ProposeCommand extends SallyportCommand {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "what it does; number or date are added")
  String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SQL",
      description = "statements; - reads them from standard input")
  @Nullable String sql;

  @Option(names = "--from-schema", description = "propose the change of schema.prisma")
  boolean fromSchema;

  @Option(
      names = "--rename",
      paramLabel = "OLD=NEW",
      description =
          "with --from-schema: a table or column that was renamed and keeps its rows, such as"
              + " `public.users.mail=public.users.email`; can be repeated")
  List<String> renames = List.of();

  @Option(names = "--pattern", paramLabel = "prisma|manual", description = "default: the guide")
  @Nullable String pattern;

  @Option(names = "--no-apply", description = "only write the file, under the policy")
  boolean noApply;

  @Option(names = "--loses-data", description = "say that rows or columns are meant to go")
  boolean losesData;

  @Option(names = "--justification", paramLabel = "TEXT", description = "why, for the approver")
  String justification = "";

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("propose", name);
    settings.put("from_schema", String.valueOf(fromSchema));
    settings.put("loses_data", String.valueOf(losesData));
    if (pattern != null) {
      settings.put("pattern", pattern);
    }
    if (!renames.isEmpty()) {
      settings.put("rename", String.join("\n", renames));
    }
    Answer answer =
        sallyport
            .gate()
            .handle(
                new AgentRequest(
                    noApply ? Operation.WRITE_MIGRATION : Operation.MIGRATE_DEPLOY,
                    sql == null ? "" : StandardInput.orText(sql),
                    settings,
                    justification,
                    sallyport.person(),
                    null),
                new Cancellation());
    terminal.answer(answer);
    return AnswerExit.of(answer);
  }
}
