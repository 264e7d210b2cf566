package dev.sallyport.policy.rules;

import dev.sallyport.policy.rules.yaml.Fields;
import dev.sallyport.policy.rules.yaml.Mistakes;
import dev.sallyport.policy.rules.yaml.Nearest;
import dev.sallyport.policy.rules.yaml.Node.Entry;
import dev.sallyport.policy.rules.yaml.Node.Scalar;
import dev.sallyport.policy.rules.yaml.Node.Sequence;
import dev.sallyport.policy.rules.yaml.Quoted;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads {@code groups}. */
final class GroupSection {
  private final Mistakes mistakes;
  private final Surroundings surroundings;

  GroupSection(Mistakes mistakes, Surroundings surroundings) {
    this.mistakes = mistakes;
    this.surroundings = surroundings;
  }

  Map<String, Set<String>> read(Fields file) {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (Entry entry : file.entries("groups")) {
      Set<String> members = new LinkedHashSet<>();
      if (entry.value() instanceof Sequence sequence) {
        sequence.items().stream()
            .filter(Scalar.class::isInstance)
            .forEach(item -> member((Scalar) item, members));
      }
      groups.put(entry.key().text(), members);
    }
    return groups;
  }

  private void member(Scalar member, Set<String> members) {
    Set<String> known = surroundings.approvers();
    if (!members.add(member.text())) {
      mistakes.error(
          member, Quoted.of(member.text()) + " is in this group twice", "name each member once");
    } else if (known != null && !known.contains(member.text())) {
      mistakes.error(
          member,
          "the trust root knows no approver " + Quoted.of(member.text()),
          Nearest.to(member.text(), known)
              .map(name -> "did you mean " + Quoted.of(name) + "?")
              .orElse("enrol the approver with `sallyport approver init " + member.text() + "`"));
    }
  }
}
