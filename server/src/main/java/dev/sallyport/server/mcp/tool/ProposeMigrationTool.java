package dev.sallyport.server.mcp.tool;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A change of the schema as a migration: decided, tried, and waiting for a person. */
record ProposeMigrationTool(AgentGate gate, Agent agent) implements AgentTool {
  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "propose_migration",
          "Propose a migration",
          """
          The right way to change a schema, and out of drift: never reset, never `db push`. Give \
          the change as `sql`. Sallyport decides whether it belongs into a directory of Prisma's \
          or into a numbered file and says why, finds the next name, makes a numbered file \
          repeatable, splits what would hold a lock, tries it on a throw-away copy of the live \
          schema, and opens a ticket with every byte. The file is written and applied when a \
          person approves; with `apply: false` it is only written. What loses data is refused \
          unless `loses_data` says so. The same proposal again gives the same ticket.\
          """,
          List.of(
              Argument.text(
                  "name", "what it does, such as `add_booking_type`; number or date are added"),
              Argument.text("sql", "the change, as statements").optional(),
              Argument.flag("from_schema", "propose the change of schema.prisma instead")
                  .optional(),
              Argument.texts(
                      "rename",
                      "with `from_schema`: what a person says was renamed and keeps its rows, each"
                          + " as `public.users.mail=public.users.email`")
                  .optional(),
              Argument.choice(
                      "pattern", List.of("prisma", "manual"), "leave out: the guide decides")
                  .optional(),
              Argument.flag("apply", "whether to apply it once approved; true if left out")
                  .optional(),
              Argument.flag("loses_data", "say so where rows or columns are meant to go")
                  .optional(),
              Argument.text("justification", "why this is needed, for the human who decides")),
          Properties.none()
              .text("summary", "what the plan does")
              .list("notes", "pattern and reason, splits, what was tried")
              .list("steps", "what would run, or did, in order, with the SQL of each file"),
          ToolDescription.Nature.ACTS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    Arguments arguments = call.arguments();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("propose", arguments.text("name"));
    for (String flag : List.of("from_schema", "loses_data")) {
      if (arguments.has(flag)) {
        settings.put(flag, arguments.text(flag));
      }
    }
    if (arguments.has("pattern")) {
      settings.put("pattern", arguments.text("pattern"));
    }
    if (arguments.has("rename")) {
      settings.put("rename", String.join("\n", arguments.texts("rename")));
    }
    boolean apply = arguments.text("apply", "true").equals("true");
    AgentRequest request =
        new AgentRequest(
            apply ? Operation.MIGRATE_DEPLOY : Operation.WRITE_MIGRATION,
            arguments.has("sql") ? arguments.text("sql") : "",
            settings,
            arguments.text("justification"),
            agent,
            null);
    return CompletableFuture.completedStage(gate.handle(request, call.call()));
  }
}
