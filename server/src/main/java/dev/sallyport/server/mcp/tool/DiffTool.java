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

/** How migrations, schema.prisma and the database differ. */
record DiffTool(AgentGate gate, Agent agent) implements AgentTool {
  private static final List<String> SIDES = List.of("migrations", "schema", "database");
  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "diff",
          "Compare migrations, schema.prisma and the database",
          """
          Answers what `from` has to become to be as `to`: what differs in words, as JSON Patch, \
          and as a SQL script that was tried on a copy, with what it would lose. When the database \
          is one of the two, `drift` says what the difference means and how to resolve it, and \
          `explained` what only looks like drift. Changes nothing. Call it when Prisma reports \
          drift or offers a reset, and never accept that offer.\
          """,
          List.of(
              Argument.choice("from", SIDES, "what is; `database` where left out").optional(),
              Argument.choice("to", SIDES, "what should be; `schema` where left out").optional(),
              Argument.texts(
                      "rename",
                      "what a person says was renamed and keeps its rows, each as"
                          + " `public.users.mail=public.users.email`")
                  .optional()),
          Properties.none()
              .flag("equal", "whether there is no difference")
              .list("words", "a line for each object that differs")
              .list("patch", "RFC 6902, over the facts of both")
              .text("script", "the statements from the one to the other, proven on a copy")
              .object("script_refused", "why there is no script, and what is left")
              .flag("data_loss", "whether the script may lose data")
              .list("losses", "what it may lose")
              .list("renames", "what may have been renamed: ask, never guess")
              .list("drift", "scenario, objects, evidence, remedy and commands")
              .list("explained", "what looks like drift and is none"),
          ToolDescription.Nature.LOOKS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    Map<String, String> arguments =
        Map.of(
            "from",
            call.arguments().text("from", ""),
            "to",
            call.arguments().text("to", ""),
            "rename",
            String.join("\n", call.arguments().texts("rename")));
    return CompletableFuture.completedStage(
        gate.handle(AgentRequest.operation(Operation.DIFF, arguments, "", agent), call.call()));
  }
}
