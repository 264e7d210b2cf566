package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.rule.Problem;
import dev.sallyport.server.migration.lint.rule.Rule;
import java.util.Map;
import java.util.Optional;

/**
 * How much a team makes of each rule.
 *
 * @param chosen severities by rule; an empty one switches the rule off
 */
public record Severities(Map<String, Optional<Severity>> chosen) {
  /** As the rules come. */
  public static final Severities DEFAULT = new Severities(Map.of());

  public Severities {
    chosen = Map.copyOf(chosen);
  }

  /** Whether the rule looks at anything. */
  boolean isOn(Rule rule) {
    Optional<Severity> own = chosen.get(rule.id());
    return own == null ? rule.facts().severity() != null : own.isPresent();
  }

  /** What the rule said weighs as chosen, unless it said itself that it matters less here. */
  Severity of(Problem problem) {
    Optional<Severity> own = chosen.get(problem.rule().id());
    Severity usual = problem.rule().facts().severity();
    boolean lowered = usual != null && problem.severity().compareTo(usual) < 0;
    if (own == null || own.isEmpty()) {
      return problem.severity();
    }
    return lowered && problem.severity().compareTo(own.get()) < 0 ? problem.severity() : own.get();
  }
}
