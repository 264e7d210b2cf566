package dev.sallyport.server.gateway;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.cancellation.Cancellation;

/**
 * An operation that looks or writes files of the project, and has no effect on any database: it is
 * carried out by the room that brings it, once the policy has allowed it.
 */
public interface Inspection {
  /** Which operation it carries out; one {@link Operation#withoutEffects without effects}. */
  Operation operation();

  /** Carries it out. */
  Answer answer(AgentRequest request, Cancellation call);
}
