package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.EnvironmentMatch;
import dev.sallyport.server.database.CatalogSession;
import java.util.List;
import java.util.function.Function;

/** What a planner may know of the place where its plan would run. */
public interface PlanningGround {
  /** The environment that the database belongs to at this moment. */
  EnvironmentMatch environment();

  /** The plans of this database that wait for people, or run. */
  List<OpenPlan> openPlans();

  /** Asks the database one question, in a read-only transaction of its own. */
  <T> T ask(Function<CatalogSession, T> question);
}
