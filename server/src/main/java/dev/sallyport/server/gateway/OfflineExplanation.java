package dev.sallyport.server.gateway;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What would be decided about a text, without any database: effects that only a catalog knows
 * (triggers, foreign-key actions, shadowed functions) are not in it.
 */
public final class OfflineExplanation {
  private final SqlReader reader;
  private final PolicyKeeper policies;
  private final Clock clock;

  public OfflineExplanation(SqlReader reader, PolicyKeeper policies, Clock clock) {
    this.reader = reader;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * The explanation: {@code statements}, {@code decision}, {@code reasons}. A text that no reader
   * accepts has no statements and is denied.
   *
   * @param environment the environment the database is taken to belong to
   */
  public Map<String, @Nullable Object> explain(String sql, String environment) {
    Reading reading = reader.read(sql);
    if (reading instanceof Reading.Refused refused) {
      Map<String, @Nullable Object> line =
          line(List.of(), Decision.denied("not-understood", refused.message(), refused.help()));
      line.put("position", refused.position() < 0 ? null : refused.position());
      return line;
    }
    List<Statement> statements = ((Reading.Understood) reading).statements();
    if (statements.isEmpty()) {
      return line(
          List.of(),
          Decision.denied("nothing-to-run", "the text holds no statement", "send a statement"));
    }
    Decision unsplittable = Script.unsplittable(statements);
    if (unsplittable != null) {
      return line(statements, unsplittable);
    }
    return line(statements, policies.current().rules().decide(request(statements, environment)));
  }

  private PolicyRequest request(List<Statement> statements, String environment) {
    boolean query = statements.size() == 1 && statements.get(0).isRead();
    return new PolicyRequest(
        query ? Operation.QUERY : Operation.EXECUTE,
        statements,
        environment,
        TargetFacts.of("", ""),
        new Agent("anonymous", false),
        clock.instant(),
        "",
        null,
        Set.of());
  }

  private static Map<String, @Nullable Object> line(List<Statement> statements, Decision decision) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("statements", statements.stream().map(EffectWords::json).toList());
    line.put("decision", decision.verdict().label());
    List<Map<String, @Nullable Object>> reasons = new ArrayList<>();
    for (Reason reason : Answers.strictestFirst(decision.reasons())) {
      reasons.add(Answers.json(reason));
    }
    line.put("reasons", reasons);
    return line;
  }
}
