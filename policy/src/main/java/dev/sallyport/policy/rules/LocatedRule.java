package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.rules.yaml.Node;

/**
 * A rule and where it stands in its file.
 *
 * @param sound whether nothing was wrong with it, so that what it says can be weighed
 */
record LocatedRule(Rule rule, Fields fields, boolean sound) {

  /** The value of a key, or the rule's id, or the rule itself: the best place for a remark. */
  Node at(String key) {
    return fields.node(key).or(() -> fields.node("id")).orElse(fields.mapping());
  }
}
