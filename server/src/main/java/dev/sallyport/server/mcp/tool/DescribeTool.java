package dev.sallyport.server.mcp.tool;

import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tables, columns, types, keys and sizes. */
record DescribeTool(AgentGate gate) implements AgentTool {
  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "describe",
          "Look at the schema",
          """
          Answers tables, views and enums with their columns, types, defaults, keys, indexes, \
          comments and row estimates, from PostgreSQL's catalog as it is now. Use it instead of \
          queries on pg_catalog or information_schema. `objects` takes names or globs such as \
          `users`, `public.*`, `*booking*`; without it all objects come, a page at a time.\
          """,
          List.of(
              Argument.texts("objects", "names or globs, such as `public.user*`").optional(),
              Argument.integer("page", 1, 10_000, "from 1, where there is more").optional()),
          Properties.none()
              .list("relations", "tables and views with columns, keys and sizes")
              .list("enums", "enum types with their values")
              .flag("truncated", "whether a further page follows"),
          ToolDescription.Nature.LOOKS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    Integer page = call.arguments().integer("page");
    return CompletableFuture.completedStage(
        gate.describe(call.arguments().texts("objects"), page == null ? 1 : page, call.call()));
  }
}
