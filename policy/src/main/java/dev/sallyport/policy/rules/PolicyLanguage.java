package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.JsonSchema;
import java.util.Map;

/** The language of {@code policies.yaml}, described for programs. */
public final class PolicyLanguage {
  private PolicyLanguage() {}

  /** The JSON Schema that editors complete and check by; made from what the reader checks by. */
  public static Map<String, Object> jsonSchema() {
    return JsonSchema.of("Sallyport policy", PolicyGrammar.FILE);
  }
}
