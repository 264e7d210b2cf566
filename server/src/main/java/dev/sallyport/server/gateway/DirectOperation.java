package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.approval.Freeze;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.audit.AuditReceipt;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.catalog.SchemaFingerprint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs an operation that the policy allowed without a ticket, as on a throw-away database. */
final class DirectOperation {
  private final GuardedDatabase database;
  private final SqlReader reader;
  private final Judge judge;
  private final AuditTrail trail;
  private final Catalog catalog;
  private final TicketDesk desk;
  private final ProjectWriter files;

  DirectOperation(
      GuardedDatabase database,
      SqlReader reader,
      Judge judge,
      AuditTrail trail,
      Catalog catalog,
      TicketDesk desk,
      ProjectWriter files) {
    this.database = database;
    this.reader = reader;
    this.judge = judge;
    this.trail = trail;
    this.catalog = catalog;
    this.desk = desk;
    this.files = files;
  }

  Answer run(
      AgentRequest request, PlannedOperation planned, SchemaFingerprint seen, Cancellation call) {
    Optional<Freeze> freeze = desk.freeze();
    if (freeze.isPresent()) {
      return Answers.denied(
          "frozen",
          "`" + freeze.get().approver() + "` froze this store: " + freeze.get().reason(),
          "nothing that changes a database runs until an approver thaws it");
    }
    Considered considered = planned.considered();
    List<String> missing = Fulfilment.missingWithoutTicket(considered.decision().obligations());
    if (!missing.isEmpty()) {
      return Answers.denied(
          "require",
          "a rule requires `" + missing.get(0) + "`, which only a ticket has",
          "a human has the rule say `decision: approve`");
    }
    AuditReceipt intent = trail.intent(request, considered);
    RunEnd end =
        new PlanRun(
                new PlanRun.RunOrder(
                    planned.plan().steps(),
                    RunLimits.of(considered.decision().obligations()),
                    planned.ceilings()),
                reader,
                database.target(),
                new DirectJournal(),
                new PlannedSchema(
                    catalog, verdicts(request, considered), planned.statements(), seen),
                files,
                RunStage.Watcher.NONE)
            .run(call);
    return answer(request, planned, intent, end);
  }

  private PlannedSchema.Verdicts verdicts(AgentRequest request, Considered considered) {
    Redecision again =
        new Redecision(
            judge,
            catalog,
            request,
            Objects.requireNonNull(considered.place()),
            considered.policy());
    return statement -> {
      Decision now = again.of(List.of(statement));
      return now.verdict() == Verdict.ALLOW
          ? Stricter.than(considered.decision().obligations(), now.obligations())
          : now.reasons().stream()
              .filter(reason -> reason.verdict() != Verdict.ALLOW)
              .map(Reason::message)
              .distinct()
              .toList();
    };
  }

  private Answer answer(
      AgentRequest request, PlannedOperation planned, AuditReceipt intent, RunEnd end) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("operation", request.operation().label());
    body.put(
        "environment", Objects.requireNonNull(planned.considered().place()).environment().name());
    if (end instanceof RunEnd.Done done) {
      trail.result(request, intent, "done", 0);
      body.put("result", JsonPlain.of(done.result()));
      body.putAll(OperationFacts.shown(planned.plan()));
      return Answer.done(body, planned.plan().summary());
    }
    if (end instanceof RunEnd.Failed failed) {
      trail.result(request, intent, "failed", 0);
      body.put("error", JsonPlain.of(failed.error()));
      return Answers.failed(
          "failed", failed.error().getString("message"), "mend it, then ask again", body);
    }
    if (end instanceof RunEnd.Stale stale) {
      trail.result(request, intent, "stale", 0);
      return Answers.failed("changed-meanwhile", stale.difference(), "ask again", body);
    }
    trail.result(request, intent, "unknown", 0);
    return Answers.failed(
        "unknown", ((RunEnd.Unknown) end).why(), "look with `status` before you go on", body);
  }
}
