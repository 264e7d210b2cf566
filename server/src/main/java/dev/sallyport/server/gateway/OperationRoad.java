package dev.sallyport.server.gateway;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.catalog.Estimate;
import dev.sallyport.server.catalog.SchemaFingerprint;
import dev.sallyport.server.database.ReadLimits;
import dev.sallyport.server.database.ReadSession;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The road of operations by name: plan, decide, record, then a ticket or a refusal. */
final class OperationRoad {
  private final PolicyKeeper policies;
  private final GuardedDatabase database;
  private final Judge judge;
  private final AuditTrail trail;
  private final TicketOpening tickets;
  private final Catalog catalog;
  private final Map<Operation, OperationPlanner> planners = new EnumMap<>(Operation.class);
  private final Map<Operation, Inspection> inspections = new EnumMap<>(Operation.class);

  OperationRoad(
      PolicyKeeper policies,
      GuardedDatabase database,
      Judge judge,
      AuditTrail trail,
      TicketOpening tickets,
      Catalog catalog,
      List<OperationPlanner> planners,
      List<Inspection> inspections) {
    this.policies = policies;
    this.database = database;
    this.judge = judge;
    this.trail = trail;
    this.tickets = tickets;
    this.catalog = catalog;
    planners.forEach(planner -> this.planners.put(planner.operation(), planner));
    for (Inspection inspection : inspections) {
      if (!inspection.operation().withoutEffects()) {
        throw new IllegalArgumentException(inspection.operation() + " has effects");
      }
      this.inspections.put(inspection.operation(), inspection);
    }
  }

  Answer take(AgentRequest request, Cancellation call) {
    Considered bare = consider(request);
    Place place = java.util.Objects.requireNonNull(bare.place());
    String environment = place.environment().name();
    if (bare.decision().verdict() == Verdict.DENY) {
      return deny(request, bare, environment);
    }
    Inspection inspection = inspections.get(request.operation());
    if (inspection != null) {
      return inspect(request, bare, inspection, environment, call);
    }
    OperationPlanner planner = planners.get(request.operation());
    if (planner == null) {
      return deny(
          request,
          new Considered(List.of(), place, bare.policy(), notCarriedOut(request.operation())),
          environment);
    }
    try (ReadSession session = database.target().openRead(ReadLimits.DEFAULT)) {
      Plan plan = planner.plan(request, session.catalog());
      List<Statement> resolved =
          plan.statements().stream()
              .map(statement -> catalog.resolve(statement, session.catalog()))
              .toList();
      Decision decision = judge.decide(request, resolved, place, bare.policy(), null);
      if (decision.verdict() == Verdict.DENY) {
        return deny(request, new Considered(resolved, place, bare.policy(), decision), environment);
      }
      SchemaFingerprint fingerprint =
          catalog.fingerprint(Touched.objects(resolved), session.catalog());
      return tickets.open(
          request,
          new Considered(resolved, place, bare.policy(), decision),
          plan.steps(),
          fingerprint,
          new Estimate(Map.of(), false),
          catalog.losses(resolved, session.catalog()));
    }
  }

  /** A look runs at once or not at all: there is nothing an approver could hold on to. */
  private Answer inspect(
      AgentRequest request,
      Considered considered,
      Inspection inspection,
      String environment,
      Cancellation call) {
    if (considered.decision().verdict() != Verdict.ALLOW) {
      Decision decision =
          Decision.denied(
              "inspection-needs-allow",
              "a rule wants `" + request.operation().label() + "` approved, which has no ticket",
              "ask the policy's owner to allow or to deny it");
      return deny(
          request,
          new Considered(List.of(), considered.place(), considered.policy(), decision),
          environment);
    }
    trail.decided(request, considered.decision(), considered);
    return inspection.answer(request, call);
  }

  /** What the policy says of the operation itself, before any plan is made. */
  Considered consider(AgentRequest request) {
    PolicyInForce policy = policies.current();
    Place place = database.place(policy);
    return new Considered(
        List.of(), place, policy, judge.decide(request, List.of(), place, policy, null));
  }

  private Answer deny(AgentRequest request, Considered considered, String environment) {
    trail.decided(request, considered.decision(), considered);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("operation", request.operation().label());
    body.put("environment", environment);
    return Answers.denied(considered.decision(), body);
  }

  private static Decision notCarriedOut(Operation operation) {
    return Decision.denied(
        "not-carried-out",
        "this version of Sallyport does not carry out `" + operation.label() + "`",
        "write the change as SQL and call `execute` with a justification");
  }
}
