package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.Step;
import java.util.List;

/**
 * An operation turned into exact steps: the bytes in them are all that will ever run.
 *
 * @param statements what the steps would run, as the SQL reader sees it
 */
public record Plan(List<Statement> statements, List<Step> steps) {
  public Plan {
    statements = List.copyOf(statements);
    steps = List.copyOf(steps);
  }
}
