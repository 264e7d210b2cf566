package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.PolicySet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules that decide now, and where they come from.
 *
 * @param source such as {@code built-in strict} or {@code policies.yaml, trusted by dana}
 * @param remarks what a person should know: an untrusted change, a file that can't be read
 */
public record PolicyInForce(PolicySet rules, String source, List<String> remarks) {
  public PolicyInForce {
    remarks = List.copyOf(remarks);
  }

  /** Whether the same rules decide for the same reasons. */
  boolean saysTheSameAs(PolicyInForce other) {
    return rules.digest().equals(other.rules.digest())
        && source.equals(other.source)
        && remarks.equals(other.remarks);
  }

  /** As {@code status} shows it. */
  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("source", source);
    map.put("digest", rules.digest());
    map.put("remarks", remarks);
    return map;
  }
}
