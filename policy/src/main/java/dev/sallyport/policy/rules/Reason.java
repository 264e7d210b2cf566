package dev.sallyport.policy.rules;

import org.jspecify.annotations.Nullable;

/**
 * Why a rule spoke as it did.
 *
 * @param ruleId the rule's id, or the name of a built-in rule
 * @param message lower case, one line, input in backticks
 * @param help the way forward; may be empty where the verdict is allow
 */
public record Reason(String ruleId, Verdict verdict, String message, String help) {

  // Records' own comparison is linked at run time, which costs a short command more than it may.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reason same
        && verdict == same.verdict
        && ruleId.equals(same.ruleId)
        && message.equals(same.message)
        && help.equals(same.help);
  }

  @Override
  public int hashCode() {
    return 31 * ruleId.hashCode() + message.hashCode();
  }
}
