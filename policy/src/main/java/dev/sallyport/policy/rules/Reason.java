package dev.sallyport.policy.rules;

/**
 * Why a rule spoke as it did.
 *
 * @param ruleId the rule's id, or the name of a built-in rule
 * @param message lower case, one line, input in backticks
 * @param help the way forward; may be empty where the verdict is allow
 */
public record Reason(String ruleId, Verdict verdict, String message, String help) {}
