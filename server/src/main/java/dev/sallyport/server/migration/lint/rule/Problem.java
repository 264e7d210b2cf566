package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.Span;
import dev.sallyport.server.migration.finding.Fact;
import dev.sallyport.server.migration.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule says of one place in a file.
 *
 * @param severity as the rule would have it
 * @param message lower case, one line, input in backticks
 * @param help the way forward
 * @param facts what it was told by, and what it would say without
 * @param drafts scripts to use instead, each a file of its own, in order
 */
public record Problem(
    Rule rule,
    Span span,
    Severity severity,
    String message,
    String help,
    List<Fact> facts,
    List<Draft> drafts) {
  public Problem {
    facts = List.copyOf(facts);
    drafts = List.copyOf(drafts);
  }

  static Problem of(Rule rule, Span span, String message, String help) {
    Severity severity = rule.facts().severity();
    return new Problem(
        rule,
        span,
        severity == null ? Severity.WARNING : severity,
        message,
        help,
        List.of(),
        List.of());
  }

  Problem as(Severity other) {
    return new Problem(rule, span, other, message, help, facts, drafts);
  }

  /**
   * The same, told by a fact.
   *
   * @param without what would be said if it were not so, or not known
   */
  Problem because(String says, String without) {
    return because(new Fact(says, without));
  }

  Problem because(Fact fact) {
    List<Fact> more = new ArrayList<>(facts);
    more.add(fact);
    return new Problem(rule, span, severity, message, help, more, drafts);
  }

  Problem safer(Draft... scripts) {
    return new Problem(rule, span, severity, message, help, facts, List.of(scripts));
  }
}
