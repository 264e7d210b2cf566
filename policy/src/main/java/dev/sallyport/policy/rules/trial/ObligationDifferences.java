package dev.sallyport.policy.rules.trial;

import dev.sallyport.policy.rules.ApprovalRequirement;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.policy.rules.yaml.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What was expected of a decision's obligations and did not come. */
final class ObligationDifferences {
  private ObligationDifferences() {}

  static List<String> between(Fields expected, Obligations found) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("rows", String.valueOf(found.rows()));
    values.put("bytes", String.valueOf(found.bytes()));
    values.put("timeout", found.timeout().toString());
    values.put("lock-timeout", found.lockTimeout().toString());
    values.put("row-ceiling", String.valueOf(found.rowCeiling()));
    values.put("justification", String.valueOf(found.justification()));
    values.put(
        "approvers",
        String.valueOf(
            found.approvals().stream().mapToInt(ApprovalRequirement::count).max().orElse(0)));
    List<String> differences = new ArrayList<>();
    values.forEach(
        (key, value) ->
            expected
                .text(key)
                .filter(wanted -> !wanted.equals(value))
                .ifPresent(wanted -> differences.add(differs(key, wanted, value))));
    String required = new TreeSet<>(found.require()).toString();
    if (expected.has("require")
        && !new TreeSet<>(expected.texts("require")).toString().equals(required)) {
      differences.add(differs("require", expected.texts("require").toString(), required));
    }
    return differences;
  }

  private static String differs(String key, String wanted, String found) {
    return "expected " + key + " " + wanted + ", found " + found;
  }
}
