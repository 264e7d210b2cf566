package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.NewTicket;
import dev.sallyport.server.approval.Opened;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.Step;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketFilter;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.catalog.Estimate;
import dev.sallyport.server.catalog.Loss;
import dev.sallyport.server.catalog.SchemaFingerprint;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.ReadSession;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a request that needs approval into a ticket, with all an approver signs and is shown. */
final class TicketOpening {
  private final TicketDesk desk;
  private final AuditTrail trail;
  private final Catalog catalog;
  private final Requester.Face face;
  private final TicketBody bodies;

  TicketOpening(
      TicketDesk desk, AuditTrail trail, Catalog catalog, Requester.Face face, TicketBody bodies) {
    this.desk = desk;
    this.trail = trail;
    this.catalog = catalog;
    this.face = face;
    this.bodies = bodies;
  }

  /** Opens a ticket for statements, or finds the one of the same request. */
  Answer open(AgentRequest request, Considered considered, ReadSession session) {
    Script script = Script.of(considered.statements());
    SchemaFingerprint fingerprint =
        catalog.fingerprint(Touched.objects(considered.statements()), session.catalog());
    Estimate estimate = estimate(considered.statements(), session);
    Map<String, Long> ceilings =
        RowCeilings.of(
            considered.statements(), estimate, considered.decision().obligations().rowCeiling());
    JsonObject view =
        ApproverFacts.of(
            considered,
            Objects.requireNonNull(considered.place()),
            fingerprint,
            estimate,
            losses(considered.statements(), session));
    Answer answer =
        open(
            request,
            considered,
            script.steps(),
            fingerprint,
            ceilings,
            ApproverFacts.with(script.notes(), view));
    return script.isWhole() ? answer : answer.with(script.shown());
  }

  /** Opens a ticket for an operation that was planned. */
  Answer open(AgentRequest request, PlannedOperation planned, SchemaFingerprint fingerprint) {
    Considered considered = planned.considered();
    Place place = Objects.requireNonNull(considered.place());
    JsonObject view =
        OperationFacts.of(
            planned,
            ApproverFacts.of(
                considered, place, fingerprint, new Estimate(Map.of(), false), planned.losses()));
    Answer answer =
        open(request, considered, planned.plan().steps(), fingerprint, planned.ceilings(), view);
    return answer.with(OperationFacts.shown(planned.plan()));
  }

  private Answer open(
      AgentRequest request,
      Considered considered,
      List<Step> steps,
      SchemaFingerprint fingerprint,
      Map<String, Long> ceilings,
      JsonObject view) {
    Place place = Objects.requireNonNull(considered.place());
    trail.decided(request, considered.decision(), considered);
    NewTicket ticket =
        new NewTicket(
            request.operation(),
            steps,
            place.pinned().toJson(),
            place.environment().name(),
            requester(request),
            request.justification(),
            fingerprint.digest(),
            considered.policy().rules().digest(),
            considered.decision().obligations(),
            groups(considered),
            ceilings,
            view);
    Opened opened = desk.open(ticket);
    return bodies.opened(opened, considered.decision());
  }

  /** The open tickets of operations on that database. */
  List<OpenPlan> openPlans(Place place) {
    return desk
        .list(
            TicketFilter.in(
                TicketState.Kind.PENDING, TicketState.Kind.APPROVED, TicketState.Kind.EXECUTING))
        .stream()
        .filter(ticket -> !ticket.request().operation().isSql())
        .filter(ticket -> ticket.request().database().equals(place.pinned().toJson()))
        .map(ticket -> new OpenPlan(ticket.id().text(), ticket.request().steps()))
        .toList();
  }

  private Requester requester(AgentRequest request) {
    return new Requester(
        request.agent().name(),
        request.agent().verified(),
        face,
        System.getProperty("user.name", "unknown"));
  }

  private static Map<String, List<String>> groups(Considered considered) {
    return considered.policy().rules().groups().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> List.copyOf(new TreeSet<>(entry.getValue()))));
  }

  /** What would be lost; empty where the database does not say in time. */
  private List<Loss> losses(List<Statement> statements, ReadSession session) {
    try {
      return catalog.losses(statements, session.catalog());
    } catch (DatabaseException e) {
      return List.of();
    }
  }

  private Estimate estimate(List<Statement> statements, ReadSession session) {
    Map<ObjectName, Long> rows = new HashMap<>();
    boolean exact = true;
    for (Statement statement : statements) {
      Estimate one = estimate(statement, session);
      if (one == null) {
        exact = false;
        continue;
      }
      exact &= one.exact();
      one.rows().forEach((table, count) -> rows.merge(table, count, Long::sum));
    }
    return new Estimate(rows, exact);
  }

  /** Null where it can't be told: the table does not exist yet, or EXPLAIN would run code. */
  private @Nullable Estimate estimate(Statement statement, ReadSession session) {
    try {
      return catalog.estimate(statement, session);
    } catch (DatabaseException e) {
      return null;
    }
  }
}
