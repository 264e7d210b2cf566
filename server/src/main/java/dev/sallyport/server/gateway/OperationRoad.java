package dev.sallyport.server.gateway;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.EnvironmentMatch;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.catalog.Loss;
import dev.sallyport.server.catalog.SchemaFingerprint;
import dev.sallyport.server.database.CatalogSession;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ReadLimits;
import dev.sallyport.server.database.ReadSession;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The road of operations by name: plan, decide, record, then run it, a ticket or a refusal. */
final class OperationRoad {
  private final SqlReader reader;
  private final PolicyKeeper policies;
  private final GuardedDatabase database;
  private final Judge judge;
  private final AuditTrail trail;
  private final TicketOpening tickets;
  private final DirectOperation direct;
  private final Catalog catalog;
  private final InspectionRoad withoutDatabase;
  private final Map<Operation, OperationPlanner> planners = new EnumMap<>(Operation.class);
  private final Map<Operation, Inspection> inspections = new EnumMap<>(Operation.class);

  OperationRoad(
      SqlReader reader,
      PolicyKeeper policies,
      GuardedDatabase database,
      Judge judge,
      AuditTrail trail,
      TicketOpening tickets,
      DirectOperation direct,
      Catalog catalog,
      List<OperationPlanner> planners,
      List<Inspection> inspections,
      InspectionRoad withoutDatabase) {
    this.withoutDatabase = withoutDatabase;
    this.reader = reader;
    this.policies = policies;
    this.database = database;
    this.judge = judge;
    this.trail = trail;
    this.tickets = tickets;
    this.direct = direct;
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
    Inspection inspection = inspections.get(request.operation());
    if (inspection != null) {
      return look(request, inspection, call);
    }
    Considered bare = consider(request);
    Place place = Objects.requireNonNull(bare.place());
    if (bare.decision().verdict() == Verdict.DENY) {
      return deny(request, bare);
    }
    OperationPlanner planner = planners.get(request.operation());
    if (planner == null) {
      return deny(
          request,
          new Considered(List.of(), place, bare.policy(), notCarriedOut(request.operation())));
    }
    Plan plan = planner.plan(request, new Ground(place));
    if (plan.steps().isEmpty()) {
      return nothingToDo(request, bare, plan);
    }
    return decided(request, bare, plan, call);
  }

  /** What looks at files only needs no database: where none answers, it counts as production. */
  private Answer look(AgentRequest request, Inspection inspection, Cancellation call) {
    Considered bare;
    try {
      bare = consider(request);
    } catch (DatabaseException unreachable) {
      return withoutDatabase.take(request, inspection, call);
    }
    return bare.decision().verdict() == Verdict.DENY
        ? deny(request, bare)
        : inspect(request, bare, inspection, call);
  }

  private Answer decided(AgentRequest request, Considered bare, Plan plan, Cancellation call) {
    Place place = Objects.requireNonNull(bare.place());
    PlanStatements statements = PlanStatements.read(plan.steps(), reader);
    List<Statement> resolved;
    SchemaFingerprint fingerprint;
    try (ReadSession session = database.target().openRead(ReadLimits.DEFAULT)) {
      resolved =
          statements.all().stream()
              .map(statement -> catalog.resolve(statement, session.catalog()))
              .toList();
      fingerprint = catalog.fingerprint(Touched.objects(resolved), session.catalog());
    }
    Decision decision = judge.decide(request, resolved, place, bare.policy(), null);
    Considered considered = new Considered(resolved, place, bare.policy(), decision);
    if (decision.verdict() == Verdict.DENY) {
      return deny(request, considered);
    }
    PlanCounts counts = new PlanCounts(database.target(), catalog);
    PlannedOperation planned =
        new PlannedOperation(
            plan,
            statements,
            considered,
            counts.ceilings(resolved, decision.obligations().rowCeiling()),
            losses(resolved));
    return decision.verdict() == Verdict.ALLOW
        ? direct.run(request, planned, fingerprint, call)
        : tickets.open(request, planned, fingerprint);
  }

  /** A look runs at once or not at all: there is nothing an approver could hold on to. */
  private Answer inspect(
      AgentRequest request, Considered considered, Inspection inspection, Cancellation call) {
    if (considered.decision().verdict() != Verdict.ALLOW) {
      Decision decision =
          Decision.denied(
              "inspection-needs-allow",
              "a rule wants `" + request.operation().label() + "` approved, which has no ticket",
              "ask the policy's owner to allow or to deny it");
      return deny(
          request, new Considered(List.of(), considered.place(), considered.policy(), decision));
    }
    trail.decided(request, considered.decision(), considered);
    return inspection.answer(request, call);
  }

  /** What would be lost; empty where the database does not say in time. */
  private List<Loss> losses(List<Statement> resolved) {
    try {
      return database.target().facts(session -> catalog.losses(resolved, session));
    } catch (DatabaseException e) {
      return List.of();
    }
  }

  /** What the policy says of the operation itself, before any plan is made. */
  Considered consider(AgentRequest request) {
    PolicyInForce policy = policies.current();
    Place place = database.place(policy);
    return new Considered(
        List.of(), place, policy, judge.decide(request, List.of(), place, policy, null));
  }

  private Answer nothingToDo(AgentRequest request, Considered considered, Plan plan) {
    trail.result(request, trail.intent(request, considered), "done", 0);
    return Answer.done(body(request, considered), plan.summary());
  }

  private Answer deny(AgentRequest request, Considered considered) {
    trail.decided(request, considered.decision(), considered);
    return Answers.denied(considered.decision(), body(request, considered));
  }

  private static Map<String, @Nullable Object> body(AgentRequest request, Considered considered) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("operation", request.operation().label());
    body.put("environment", Objects.requireNonNull(considered.place()).environment().name());
    return body;
  }

  private static Decision notCarriedOut(Operation operation) {
    return Decision.denied(
        "not-carried-out",
        "this version of Sallyport does not carry out `" + operation.label() + "`",
        "write the change as SQL and call `execute` with a justification");
  }

  private final class Ground implements PlanningGround {
    private final Place place;

    Ground(Place place) {
      this.place = place;
    }

    @Override
    public EnvironmentMatch environment() {
      return place.environment();
    }

    @Override
    public List<OpenPlan> openPlans() {
      return tickets.openPlans(place);
    }

    @Override
    public <T> T ask(Function<CatalogSession, T> question) {
      return database.target().facts(question);
    }
  }
}
