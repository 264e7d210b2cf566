package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.ApprovalRequirement;
import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.server.approval.Ticket;
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
                + " approvers now");
      }
    }
    now.obligations().require().stream()
        .filter(name -> !had.require().contains(name))
        .sorted()
        .forEach(name -> stricter.add("`" + name + "` is required now"));
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

  private static boolean meets(ApprovalRequirement had, ApprovalRequirement asked) {
    return had.count() >= asked.count()
        && (asked.groups().isEmpty() || asked.groups().equals(had.groups()));
  }
}
