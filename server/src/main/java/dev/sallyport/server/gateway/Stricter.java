package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.ApprovalRequirement;
import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.server.approval.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What deciding again asks for that a ticket does not have. */
final class Stricter {
  private Stricter() {}

  /** One line each, lower case; empty where the policy still agrees. */
  static List<String> than(Ticket ticket, Decision now) {
    List<String> stricter = new ArrayList<>();
    if (now.verdict() == Verdict.DENY) {
      now.reasons().stream()
          .filter(reason -> reason.verdict() == Verdict.DENY)
          .map(Reason::message)
          .distinct()
          .forEach(message -> stricter.add("denied now: " + message));
      return stricter;
    }
    Obligations had = ticket.request().obligations();
    for (ApprovalRequirement requirement : now.obligations().approvals()) {
      if (had.approvals().stream().noneMatch(other -> meets(other, requirement))) {
        stricter.add(
            "rule `"
                + requirement.ruleId()
                + "` asks for "
                + requirement.count()
                + " approvers now, or for others, or at other hours");
      }
    }
    stricter.addAll(than(had, now.obligations()));
    long ceiling = now.obligations().rowCeiling();
    ticket
        .request()
        .ceilings()
        .forEach(
            (table, rows) -> {
              if (rows > ceiling) {
                stricter.add("at most " + ceiling + " rows of `" + table + "` may change now");
              }
            });
    return stricter;
  }

  /** What must hold now and did not before: requirements and limits of what is run at once. */
  static List<String> than(Obligations had, Obligations now) {
    List<String> stricter = new ArrayList<>();
    now.require().stream()
        .filter(name -> !had.require().contains(name))
        .sorted()
        .forEach(name -> stricter.add("`" + name + "` is required now"));
    if (now.timeout().compareTo(had.timeout()) < 0) {
      stricter.add("a statement may take at most " + seconds(now.timeout()) + " now");
    }
    if (now.lockTimeout().compareTo(had.lockTimeout()) < 0) {
      stricter.add("a lock may be waited for at most " + seconds(now.lockTimeout()) + " now");
    }
    if (now.rows() < had.rows() || now.bytes() < had.bytes()) {
      stricter.add("less may be returned now");
    }
    if (now.justification() > had.justification()) {
      stricter.add("the justification must be longer now");
    }
    return stricter;
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  private static boolean meets(ApprovalRequirement had, ApprovalRequirement asked) {
    return had.count() >= asked.count()
        && (asked.groups().isEmpty() || asked.groups().equals(had.groups()))
        && (asked.approvers().isEmpty() || asked.approvers().equals(had.approvers()))
        && (had.distinct() || !asked.distinct())
        && (asked.hours().isEmpty() || asked.hours().equals(had.hours()));
  }
}
