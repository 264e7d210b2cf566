package dev.sallyport.server.gateway;

import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketFilter;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where things stand: boundary, environment, policy, tickets, and what other rooms add. */
final class StatusReport {
  private final Boundary boundary;
  private final PolicyKeeper policies;
  private final GuardedDatabase database;
  private final TicketDesk desk;
  private final TicketBody bodies;
  private final List<StatusPart> parts;
  private final @Nullable String requester;

  /**
   * A report.
   *
   * @param requester whose tickets are shown; null for everybody's
   */
  StatusReport(
      Boundary boundary,
      PolicyKeeper policies,
      GuardedDatabase database,
      TicketDesk desk,
      TicketBody bodies,
      List<StatusPart> parts,
      @Nullable String requester) {
    this.requester = requester;
    this.boundary = boundary;
    this.policies = policies;
    this.database = database;
    this.desk = desk;
    this.bodies = bodies;
    this.parts = List.copyOf(parts);
  }

  Answer report(Cancellation call) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    List<String> next = new ArrayList<>();
    body.put("boundary", boundary.label());
    body.put("boundary_note", boundary.note());
    PolicyInForce policy = policies.current();
    boolean healthy = place(policy, body, next);
    body.put("policy", policy.toMap());
    body.put("tickets", open(next));
    desk.freeze()
        .ifPresent(
            freeze -> {
              body.put("frozen", freeze.approver() + ": " + freeze.reason());
              next.add("everything is frozen: only reads run until a human thaws it");
            });
    for (StatusPart part : parts) {
      Map<String, @Nullable Object> report =
          new LinkedHashMap<>(part.report(String.valueOf(body.get("environment")), call));
      healthy &= !Boolean.FALSE.equals(report.remove("healthy"));
      Object advice = report.remove("next");
      if (advice != null) {
        next.add(String.valueOf(advice));
      }
      body.putAll(report);
    }
    body.put("healthy", healthy);
    return Answer.done(body, String.join("; ", next));
  }

  private boolean place(
      PolicyInForce policy, Map<String, @Nullable Object> body, List<String> next) {
    try {
      Place place = database.place(policy);
      body.put("environment", place.environment().name());
      body.put("environment_why", place.environment().why());
      Map<String, @Nullable Object> target = new LinkedHashMap<>();
      target.put("host", place.identity().host());
      target.put("port", place.identity().port());
      target.put("name", place.identity().database());
      target.put("system_identifier", place.identity().systemIdentifier());
      target.put("server_version", place.identity().serverVersion());
      target.put("role", place.powers().role());
      target.put("role_powers", List.copyOf(place.powers().labels()));
      body.put("database", target);
      if (place.powers().superuser()) {
        next.add(
            "the connection's role is a superuser: give Sallyport a role of its own (`sallyport"
                + " doctor` prints the GRANTs)");
      }
      return true;
    } catch (DatabaseException problem) {
      body.put("environment", "production");
      body.put("environment_why", List.of("the database can't be asked which one it is"));
      Map<String, @Nullable Object> target = new LinkedHashMap<>();
      target.put("reachable", false);
      target.put("error", Answers.error(problem));
      body.put("database", target);
      next.add(problem.help());
      return false;
    }
  }

  private List<Map<String, @Nullable Object>> open(List<String> next) {
    List<Ticket> tickets =
        desk.list(
            new TicketFilter(
                Set.of(
                    TicketState.Kind.PENDING,
                    TicketState.Kind.APPROVED,
                    TicketState.Kind.EXECUTING,
                    TicketState.Kind.UNKNOWN),
                requester,
                null,
                100));
    if (tickets.stream().anyMatch(ticket -> ticket.state().kind() == TicketState.Kind.UNKNOWN)) {
      next.add("a ticket's outcome is unknown: a human has to settle it");
    }
    return tickets.stream().map(bodies::line).toList();
  }
}
