package dev.sallyport.server.approval;

import dev.sallyport.policy.rules.ApprovalRequirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts approvers against what a ticket's policy asks for. One approval may count for every rule
 * that admits its approver, but one that counts for a rule with {@code distinct} counts for no
 * other; of all ways to share them out the best is taken.
 */
final class Tally {
  private final List<ApprovalRequirement> requirements;

  Tally(NewTicket request) {
    requirements = Terms.of(request).requirements();
  }

  /** An approver's word and when it was given. */
  record Vote(String approver, Instant at) {}

  /** What is still missing, in words; empty where the ticket has enough approvers. */
  List<String> missing(Collection<Vote> votes) {
    Set<List<Integer>> states = new LinkedHashSet<>();
    states.add(requirements.stream().map(ApprovalRequirement::count).toList());
    for (Vote vote : votes) {
      Set<List<Integer>> next = new LinkedHashSet<>();
      states.forEach(state -> next.addAll(after(state, vote)));
      states = next;
    }
    return words(
        states.stream()
            .min(Comparator.comparingInt(state -> state.stream().mapToInt(i -> i).sum()))
            .orElseThrow());
  }

  /** Every way one vote can count. */
  private List<List<Integer>> after(List<Integer> state, Vote vote) {
    List<List<Integer>> next = new ArrayList<>();
    next.add(counted(state, vote, null));
    for (ApprovalRequirement requirement : requirements) {
      if (requirement.distinct() && counts(vote, requirement)) {
        next.add(counted(state, vote, requirement));
      }
    }
    return next;
  }

  private List<Integer> counted(
      List<Integer> state, Vote vote, @Nullable ApprovalRequirement only) {
    List<Integer> next = new ArrayList<>();
    for (int i = 0; i < state.size(); i++) {
      ApprovalRequirement requirement = requirements.get(i);
      boolean counts =
          only == null ? !requirement.distinct() && counts(vote, requirement) : requirement == only;
      next.add(Math.max(0, state.get(i) - (counts ? 1 : 0)));
    }
    return next;
  }

  private static boolean counts(Vote vote, ApprovalRequirement requirement) {
    return requirement.admits(vote.approver()) && requirement.openAt(vote.at());
  }

  /** Whether any rule would count this approver at any time. */
  boolean admits(String approver) {
    return requirements.stream().anyMatch(requirement -> requirement.admits(approver));
  }

  /** Whether any rule would count this vote. */
  boolean wants(Vote vote) {
    return requirements.stream().anyMatch(requirement -> counts(vote, requirement));
  }

  private List<String> words(List<Integer> state) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < state.size(); i++) {
      if (state.get(i) > 0) {
        words.add(state.get(i) + " more" + who(requirements.get(i)));
      }
    }
    return words;
  }

  private static String who(ApprovalRequirement requirement) {
    String groups =
        requirement.groups().stream()
            .sorted()
            .map(group -> "`" + group + "`")
            .collect(Collectors.joining(" or "));
    return (groups.isEmpty() ? "" : " of " + groups) + " (rule `" + requirement.ruleId() + "`)";
  }
}
