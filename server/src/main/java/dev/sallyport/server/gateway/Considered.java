package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that was understood and decided, and nothing of it run.
 *
 * @param statements with the effects the catalog added
 * @param place null where no database was asked
 */
record Considered(
    List<Statement> statements, @Nullable Place place, PolicyInForce policy, Decision decision) {
  Considered {
    statements = List.copyOf(statements);
  }
}
