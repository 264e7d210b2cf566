package dev.sallyport.server.migration.operation;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.gateway.PlanningGround;
import java.util.Set;

/** Where some operations may never be carried out, whatever a policy says. */
final class Ground {
  private static final Set<String> FREE = Set.of("development", "disposable");

  private Ground() {}

  /**
   * Refuses elsewhere than in development and on throw-away databases.
   *
   * @throws SallyportException naming the environment
   */
  static void requireDevelopment(PlanningGround ground, Operation operation) {
    if (!FREE.contains(ground.environment().like())) {
      throw SallyportException.usage(
          "`"
              + operation.label()
              + "` is for development and throw-away databases only, and this one is `"
              + ground.environment().name()
              + "`",
          "call `propose_migration` with the change; it loses nothing");
    }
  }
}
