package dev.sallyport.server.mcp.tool;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is wrong with the schema and the migrations. */
record ValidateTool(AgentGate gate, Agent agent) implements AgentTool {
  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "validate",
          "Check schema.prisma and the migrations",
          """
          Answers what is wrong with schema.prisma and the migration files: invalid or unformatted \
          schema, SQL that PostgreSQL does not read, statements that lock, lose data or fail, misnumbered or empty files. Call it after \
          editing any of them. Runs no code of the project and needs no credentials.\
          """,
          List.of(
              Argument.texts("paths", "only below these, such as `prisma/migrations`").optional()),
          Properties.none()
              .list(
                  "findings",
                  "each with file, line, rule, severity, message, help, facts, each with what would be said without it, and safer scripts")
              .flag("valid", "whether there is no error among them"),
          ToolDescription.Nature.LOOKS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    String paths = String.join("\n", call.arguments().texts("paths"));
    return CompletableFuture.completedStage(
        gate.handle(
            AgentRequest.operation(Operation.VALIDATE, Map.of("paths", paths), "", agent),
            call.call()));
  }
}
