package dev.sallyport.server.approval;

import dev.sallyport.policy.rules.ApprovalRequirement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a ticket needs and how long it may take: every rule's demand, and the shortest times.
 *
 * @param requirements never empty: without any, one approver is asked for
 */
record Terms(List<ApprovalRequirement> requirements, Duration pending, Duration valid) {
  private static final ApprovalRequirement ONE_APPROVER =
      ApprovalRequirement.anyone("one-approver");

  static Terms of(NewTicket request) {
    List<ApprovalRequirement> asked = request.obligations().approvals();
    List<ApprovalRequirement> requirements = asked.isEmpty() ? List.of(ONE_APPROVER) : asked;
    return new Terms(
        requirements,
        requirements.stream()
            .map(ApprovalRequirement::pending)
            .min(Comparator.naturalOrder())
            .orElseThrow(),
        requirements.stream()
            .map(ApprovalRequirement::valid)
            .min(Comparator.naturalOrder())
            .orElseThrow());
  }

  Instant pendingUntil(Instant opened) {
    return opened.plus(pending);
  }
}
