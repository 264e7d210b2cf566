package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.Freeze;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.audit.AuditReceipt;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.LoneSession;
import dev.sallyport.server.database.StatementOutcome;
import dev.sallyport.server.database.WriteSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs what the policy allowed without a ticket: in one transaction, or in the parts of a script.
 */
final class DirectRun {
  private final GuardedDatabase database;
  private final Judge judge;
  private final AuditTrail trail;
  private final Catalog catalog;
  private final TicketDesk desk;

  DirectRun(
      GuardedDatabase database, Judge judge, AuditTrail trail, Catalog catalog, TicketDesk desk) {
    this.database = database;
    this.judge = judge;
    this.trail = trail;
    this.catalog = catalog;
    this.desk = desk;
  }

  Answer run(
      AgentRequest request, Considered considered, AuditReceipt intent, Cancellation cancellation) {
    Optional<Freeze> freeze = desk.freeze();
    if (freeze.isPresent()) {
      return Answers.denied(
          "frozen",
          "`" + freeze.get().approver() + "` froze this store: " + freeze.get().reason(),
          "nothing that changes a database runs until an approver thaws it");
    }
    List<String> missing = Fulfilment.missingWithoutTicket(considered.decision().obligations());
    if (!missing.isEmpty()) {
      return Answers.denied(
          "require",
          "a rule requires `" + missing.get(0) + "`, which only a ticket has",
          "a human has the rule say `decision: approve`");
    }
    Script script = Script.of(considered.statements());
    if (!script.isWhole()) {
      return new DirectParts(database.target(), again(request, considered), considered)
          .run(script, end -> trail.result(request, intent, end, 0), cancellation);
    }
    try {
      List<StatementOutcome> outcomes =
          considered.statements().get(0).isNonTransactional()
              ? alone(considered, cancellation)
              : together(request, considered, cancellation);
      trail.result(
          request, intent, "done", outcomes.stream().mapToLong(StatementOutcome::rows).sum());
      return done(outcomes);
    } catch (DatabaseException problem) {
      boolean uncertain = problem.kind() == DatabaseException.Kind.OUTCOME_UNKNOWN;
      trail.result(request, intent, uncertain ? "unknown" : "failed", 0);
      return Answers.failed(problem);
    } catch (ChangedMeanwhile changed) {
      trail.result(request, intent, "rolled-back", 0);
      return Answers.failed(
          "changed-meanwhile",
          "a statement would do more than was decided, after a change of the schema; nothing was"
              + " kept",
          "send the statements one by one, each as a request of its own");
    } catch (RowCeilingPassed passed) {
      trail.result(request, intent, "rolled-back", 0);
      return Answers.failed("row-ceiling", passed.words(), "narrow the statement, then ask again");
    }
  }

  private Redecision again(AgentRequest request, Considered considered) {
    return new Redecision(
        judge, catalog, request, Objects.requireNonNull(considered.place()), considered.policy());
  }

  private List<StatementOutcome> together(
      AgentRequest request, Considered considered, Cancellation cancellation) {
    Redecision again = again(request, considered);
    if (Fulfilment.DRY_RUN.isRequiredBy(considered.decision().obligations())) {
      try (WriteSession session =
          database.target().openWrite(RunLimits.of(considered.decision().obligations()))) {
        statements(considered, again, session, cancellation);
        session.rollback();
      }
    }
    try (WriteSession session =
        database.target().openWrite(RunLimits.of(considered.decision().obligations()))) {
      List<StatementOutcome> outcomes = statements(considered, again, session, cancellation);
      session.commit();
      return outcomes;
    }
  }

  private static List<StatementOutcome> statements(
      Considered considered, Redecision again, WriteSession session, Cancellation cancellation) {
    requireAgreed(considered, again.of(again.locked(considered.statements(), session)));
    List<StatementOutcome> outcomes = new ArrayList<>();
    for (Statement statement : considered.statements()) {
      if (!outcomes.isEmpty()) {
        requireAgreed(considered, again.of(again.resolved(List.of(statement), session)));
      }
      outcomes.add(session.run(statement.text(), cancellation));
    }
    long ceiling = considered.decision().obligations().rowCeiling();
    RowCeilingPassed.check(outcomes, ceiling);
    RowCeilingPassed.check(session.changedRows(), Map.of("", ceiling));
    return outcomes;
  }

  /** What a statement means can change meanwhile, and with the ones before it in the script. */
  static void requireAgreed(Considered considered, Decision now) {
    Obligations had = considered.decision().obligations();
    if (now.verdict() != Verdict.ALLOW
        || !Stricter.than(had, now.obligations()).isEmpty()
        || now.obligations().rowCeiling() < had.rowCeiling()) {
      throw new ChangedMeanwhile();
    }
  }

  private List<StatementOutcome> alone(Considered considered, Cancellation cancellation) {
    try (LoneSession session =
        database.target().openAlone(RunLimits.of(considered.decision().obligations()))) {
      return List.of(session.run(considered.statements().get(0).text(), cancellation));
    }
  }

  static Answer done(List<StatementOutcome> outcomes) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put(
        "statements",
        outcomes.stream()
            .map(outcome -> Map.of("command", outcome.command(), "rows", outcome.rows()))
            .toList());
    StatementOutcome last = outcomes.get(outcomes.size() - 1);
    String next = "";
    if (!last.result().columns().isEmpty()) {
      body.putAll(ResultBody.of(last.result()));
      next = ResultBody.next(last.result());
    }
    return new Answer(Outcome.DONE, null, List.of(), next, body);
  }

  /** The statement means something else than what was decided. */
  static final class ChangedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
