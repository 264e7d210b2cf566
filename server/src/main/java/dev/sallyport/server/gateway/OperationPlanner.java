package dev.sallyport.server.gateway;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;

/** Turns one kind of operation into a {@link Plan}. Runs nothing. */
public interface OperationPlanner {
  /** The operation that it plans. */
  Operation operation();

  /**
   * The exact steps.
   *
   * @throws SallyportException where the request makes no sense, with the way forward
   */
  Plan plan(AgentRequest request, PlanningGround ground);
}
