package dev.sallyport.server.mcp.tool;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.server.gateway.AgentGate;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An operation on migrations or the whole database, by its name. */
record RequestOperationTool(AgentGate gate, Agent agent) implements AgentTool {
  private static final Set<Operation> OPERATIONS =
      EnumSet.of(
          Operation.MIGRATE_DEPLOY,
          Operation.MIGRATE_DEV,
          Operation.MIGRATE_RESET,
          Operation.MIGRATE_RESOLVE,
          Operation.DB_PUSH,
          Operation.DB_PULL,
          Operation.DB_SEED,
          Operation.BASELINE,
          Operation.REPAIR,
          Operation.RESTORE);

  private static final ToolDescription DESCRIPTION =
      new ToolDescription(
          "request_operation",
          "Ask for a migration operation",
          """
          Asks for what you would otherwise run as `prisma migrate …` or `prisma db …`; never run \
          those commands yourself. The policy decides: done, pending with a `ticket`, or denied \
          with the rule and the way forward. `migrate-deploy` applies what is pending (with `name`, \
          one file that is applied by hand); `migrate-resolve` takes `name` and `as` (`applied` or \
          `rolled-back`); `baseline` records what an unmanaged database has; `repair` mends \
          ghosts, orphans and failed rows (with `name`, of one migration); `migrate-reset` destroys \
          data and is for development only: call `status` to see what is wrong instead.\
          """,
          List.of(
              Argument.choice(
                  "operation", OPERATIONS.stream().map(Operation::label).toList(), "what to do"),
              Argument.settings("arguments", "the operation's own arguments, such as `name`")
                  .optional(),
              Argument.text("justification", "why this is needed, for the human who decides")),
          Properties.none().list("steps", "what would run, or did, in order"),
          ToolDescription.Nature.ACTS);

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public CompletionStage<Answer> call(ToolCall call) {
    Arguments arguments = call.arguments();
    AgentRequest request =
        AgentRequest.operation(
            Operation.of(arguments.text("operation")).orElseThrow(),
            arguments.settings("arguments"),
            arguments.text("justification"),
            agent);
    return CompletableFuture.completedStage(gate.handle(request, call.call()));
  }
}
