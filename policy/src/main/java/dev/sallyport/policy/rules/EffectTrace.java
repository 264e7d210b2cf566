package dev.sallyport.policy.rules;

import dev.sallyport.policy.sql.Effect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules said of one effect.
 *
 * @param statement index of the statement that has it; -1 where the operation itself declares it
 * @param verdict the strictest of what was said
 * @param rules every rule that spoke, strictest first; the first is the winner
 */
public record EffectTrace(int statement, Effect effect, Verdict verdict, List<Spoken> rules) {
  public EffectTrace {
    rules = List.copyOf(rules);
  }

  /** A rule and what it said. */
  public record Spoken(String ruleId, Verdict verdict) {}

  static EffectTrace of(Subject subject, List<Rule> speaking, @Nullable Reason own) {
    List<Spoken> spoken = new ArrayList<>();
    speaking.forEach(rule -> spoken.add(new Spoken(rule.id(), rule.verdict())));
    if (own != null) {
      spoken.add(new Spoken(own.ruleId(), own.verdict()));
    }
    spoken.sort((one, other) -> other.verdict().compareTo(one.verdict()));
    Verdict verdict = spoken.stream().map(Spoken::verdict).reduce(Verdict::or).orElse(Verdict.DENY);
    return new EffectTrace(subject.statement(), subject.effect(), verdict, spoken);
  }
}
