package dev.sallyport.server.gateway;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of the gate, before anything of it is believed.
 *
 * @param sql the text of {@code query} and {@code execute}; empty for other operations
 * @param arguments the operation's own arguments, as text
 * @param justification why; empty where the agent gave none
 * @param limit rows wanted at most; null for the policy's limit
 */
public record AgentRequest(
    Operation operation,
    String sql,
    Map<String, String> arguments,
    String justification,
    Agent agent,
    @Nullable Integer limit) {
  public AgentRequest {
    arguments = java.util.Collections.unmodifiableMap(new TreeMap<>(arguments));
  }

  /** One read. */
  public static AgentRequest query(String sql, @Nullable Integer limit, Agent agent) {
    return new AgentRequest(Operation.QUERY, sql, Map.of(), "", agent, limit);
  }

  /** One statement or script that may write. */
  public static AgentRequest execute(String sql, String justification, Agent agent) {
    return new AgentRequest(Operation.EXECUTE, sql, Map.of(), justification, agent, null);
  }

  /** An operation by its name. */
  public static AgentRequest operation(
      Operation operation, Map<String, String> arguments, String justification, Agent agent) {
    return new AgentRequest(operation, "", arguments, justification, agent, null);
  }
}
