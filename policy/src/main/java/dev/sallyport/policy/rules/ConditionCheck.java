package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.condition.InvalidExpressionException;
import dev.sallyport.policy.rules.condition.InvalidExpressionException.Fault;
import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.Node.Scalar;
import dev.sallyport.policy.rules.yaml.Quoted;
import java.util.Optional;

/** Compiles a condition and tells what is wrong with it, at its place in the file. */
final class ConditionCheck {
  private ConditionCheck() {}

  static void check(CelCondition condition, Scalar at, Mistakes mistakes) {
    try {
      Optional<Boolean> constant = condition.expression().constant();
      if (constant.isPresent()) {
        mistakes.error(
            at,
            constant.get()
                ? "the condition always holds"
                : "the condition never holds, so the rule is unreachable",
            constant.get() ? "remove `when`" : "mend the condition, or remove the rule");
      }
    } catch (InvalidExpressionException e) {
      for (Fault fault : e.faults()) {
        mistakes.error(
            at,
            "the condition is wrong at its column " + fault.column() + ": " + oneLine(fault),
            "the variables are `effect`, `statement`, `request`, `database` and `estimate`");
      }
    }
  }

  private static String oneLine(Fault fault) {
    String text = Quoted.of(fault.message().replace('`', '\''));
    return text.substring(1, text.length() - 1);
  }
}
