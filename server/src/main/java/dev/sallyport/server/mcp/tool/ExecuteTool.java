package dev.sallyport.server.mcp.tool;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One statement or script that may write: it runs, becomes a ticket, or is refused. */
record ExecuteTool(AgentGate gate, Agent agent) implements AgentTool {
  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "execute",
          "Change the database, or ask to",
          """
          Runs SQL that writes, if the policy allows it. If it needs approval, the answer is \
          `outcome: pending` with a `ticket`: a human sees exactly this SQL and decides; call \
          `ticket_wait` with it, go on with other work, or tell the user. You cannot approve it, \
          and repeating the call returns the same ticket. If it is denied, `reasons` names the \
          rules and each `help` the way forward; rewording SQL to get around a rule does not work.
          A script of several statements runs in one transaction, all or nothing, unless one of \
          them can't, as CREATE INDEX CONCURRENTLY: then `parts` says how it is split. Do not \
          write BEGIN or COMMIT. Call `explain_decision` first to see what would happen.""",
          List.of(
              Argument.text("sql", "the SQL to run, exactly"),
              Argument.text(
                  "justification",
                  "why this is needed, for the human who decides: the task, and what was checked")),
          Properties.none()
              .list("statements", "what each statement did")
              .list("parts", "how a script is split that one transaction can't hold")
              .list("rows", "rows of RETURNING, where there are any"),
          ToolDescription.Nature.ACTS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    Arguments arguments = call.arguments();
    AgentRequest request =
        AgentRequest.execute(arguments.text("sql"), arguments.text("justification"), agent);
    return CompletableFuture.completedStage(gate.handle(request, call.call()));
  }
}
