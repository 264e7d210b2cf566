package dev.sallyport.server.gateway;

import dev.sallyport.server.cancellation.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Everything an agent can reach. There is no verb here that approves a ticket, trusts a policy,
 * pins an environment or makes a key, and there must never be one.
 *
 * <p>No method throws for anything an agent sends or a database answers: what goes wrong is an
 * {@link Answer} with {@link Outcome#DENIED} or {@link Outcome#FAILED}.
 */
public interface AgentGate {
  /** Runs, tickets or refuses a request. */
  Answer handle(AgentRequest request, Cancellation call);

  /** What {@link #handle} would decide, without doing it. */
  Answer explain(AgentRequest request, Cancellation call);

  /** Boundary, environment, policy, history, drift, open tickets and what to do next. */
  Answer status(Cancellation call);

  /** The rules of the policy that may speak of this agent's requests here. */
  Answer policy();

  /**
   * Tables, columns, types, keys and sizes.
   *
   * @param objects globs of {@code schema.name} or {@code name}; empty means all
   * @param page from 1
   */
  Answer describe(List<String> objects, int page, Cancellation call);

  /** One of the agent's own tickets. */
  Answer ticket(String id);

  /** Completes when the ticket leaves its present state, or after {@code longest}. Never blocks. */
  CompletionStage<Answer> awaitTicket(String id, Duration longest);

  /**
   * The agent's own tickets, newest first.
   *
   * @param state only those in that state; null for all
   */
  Answer tickets(@Nullable String state);

  /** Takes back a ticket of the agent's own that no one has decided yet. */
  Answer cancelTicket(String id);
}
