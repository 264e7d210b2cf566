package dev.sallyport.policy.rules;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy is asked about.
 *
 * @param statements what the operation would run, with the effects the catalog added; empty for
 *     operations that run no SQL
 * @param environment the environment the target belongs to; {@code production} where nothing is
 *     pinned
 * @param time when, for time windows
 * @param justification why the agent asks; empty for reads
 * @param estimatedRows the rows that would change, where it was estimated
 * @param fulfillable the names under {@code require} that this server can fulfil; others deny
 */
public record PolicyRequest(
    Operation operation,
    List<Statement> statements,
    String environment,
    TargetFacts database,
    Agent agent,
    Instant time,
    String justification,
    @Nullable Long estimatedRows,
    Set<String> fulfillable) {
  public PolicyRequest {
    statements = List.copyOf(statements);
    fulfillable = Set.copyOf(fulfillable);
  }
}
