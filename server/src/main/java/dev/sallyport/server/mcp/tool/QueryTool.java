package dev.sallyport.server.mcp.tool;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One read, in a read-only transaction. */
record QueryTool(AgentGate gate, Agent agent) implements AgentTool {
  /** Rows where the agent names no limit: enough to see what is there, little enough to read. */
  private static final int USUAL_ROWS = 100;

  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "query",
          "Read from the database",
          """
          Runs one SELECT (or EXPLAIN, SHOW, VALUES, TABLE) in a read-only PostgreSQL transaction \
          and answers its rows. Safe to call at will: nothing it runs can change data, and what is \
          not a read is refused with the rule and the way forward.
          One statement a call, no trailing statements. Rows come as lists in the order of \
          `columns`, each column with its PostgreSQL type; numbers too large for JSON, times, \
          intervals and bytea come as PostgreSQL writes them. At most 100 rows come unless `limit` \
          says more (the policy sets the most); `truncated` tells that there are more: use WHERE, \
          aggregates, or ORDER BY with LIMIT and OFFSET.
          Use `describe` to find tables and columns, `execute` for anything that writes.""",
          List.of(
              Argument.text("sql", "one SQL statement that reads"),
              Argument.integer("limit", 1, 100_000, "rows wanted at most").optional()),
          Properties.none()
              .list("columns", "name and type of each column")
              .list("rows", "a list of values each, in the order of `columns`")
              .flag("truncated", "whether there is more"),
          ToolDescription.Nature.LOOKS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    Integer limit = call.arguments().integer("limit");
    int rows = limit == null ? USUAL_ROWS : limit;
    return CompletableFuture.completedStage(
        gate.handle(AgentRequest.query(call.arguments().text("sql"), rows, agent), call.call()));
  }
}
