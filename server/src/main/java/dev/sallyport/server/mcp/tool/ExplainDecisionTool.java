package dev.sallyport.server.mcp.tool;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the policy would say, without doing it. */
record ExplainDecisionTool(AgentGate gate, Agent agent) implements AgentTool {
  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "explain_decision",
          "Ask what the policy would say",
          """
          Tells what would happen to SQL (`sql`) or to an operation (`operation`) without doing \
          it: every statement with its effects, the decision (`allow`, `approve`, `deny`) and every \
          rule that led to it with the way forward. Give one of the two. Use it before `execute` \
          when you are not sure, and to find a way that needs no approval.""",
          List.of(
              Argument.text("sql", "SQL to judge; it is not run").optional(),
              Argument.choice(
                      "operation",
                      Arrays.stream(Operation.values()).map(Operation::label).toList(),
                      "an operation to judge")
                  .optional()),
          Properties.none()
              .list("statements", "each statement with its effects")
              .text("decision", "allow, approve or deny"),
          ToolDescription.Nature.LOOKS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    Arguments arguments = call.arguments();
    return CompletableFuture.completedStage(
        arguments.has("sql") == arguments.has("operation")
            ? BadArguments.answer(List.of(oneOfTwo()))
            : gate.explain(request(arguments), call.call()));
  }

  private AgentRequest request(Arguments arguments) {
    return arguments.has("sql")
        ? AgentRequest.execute(arguments.text("sql"), "", agent)
        : AgentRequest.operation(
            Operation.of(arguments.text("operation")).orElseThrow(), Map.of(), "", agent);
  }

  private static Reason oneOfTwo() {
    return new Reason(
        "arguments",
        Verdict.DENY,
        "give either `sql` or `operation`",
        "`sql` for a statement or script, `operation` for something like `migrate-deploy`");
  }
}
