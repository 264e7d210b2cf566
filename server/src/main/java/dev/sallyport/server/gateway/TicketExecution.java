package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Circumstances;
import dev.sallyport.server.approval.Claim;
import dev.sallyport.server.approval.Recovered;
import dev.sallyport.server.approval.Refusal;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.approval.TicketId;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.database.ReadLimits;
import dev.sallyport.server.database.ReadSession;
import java.util.List;
import java.util.Map;

/**
 * Runs an approved ticket once: what was signed is read, resolved and decided again, claimed, and
 * then run to the byte.
 */
public final class TicketExecution {
  private final TicketDesk desk;
  private final SqlReader reader;
  private final PolicyKeeper policies;
  private final GuardedDatabase database;
  private final Judge judge;
  private final Catalog catalog;
  private final ProjectWriter files;

  TicketExecution(
      TicketDesk desk,
      SqlReader reader,
      PolicyKeeper policies,
      GuardedDatabase database,
      Judge judge,
      Catalog catalog,
      ProjectWriter files) {
    this.desk = desk;
    this.reader = reader;
    this.policies = policies;
    this.database = database;
    this.judge = judge;
    this.catalog = catalog;
    this.files = files;
  }

  /**
   * Claims and runs a ticket.
   *
   * @return the ticket as it ended
   * @throws RefusedException where it may not run now
   */
  public Ticket run(TicketId id, Cancellation call) {
    return run(id, call, RunStage.Watcher.NONE);
  }

  Ticket run(TicketId id, Cancellation call, RunStage.Watcher watcher) {
    Ticket ticket =
        desk.find(id)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.NO_SUCH_TICKET,
                        "no ticket `" + id + "`",
                        "see `sallyport tickets list`"));
    PolicyInForce policy = policies.current();
    Place place = database.placeNow(policy);
    PlanStatements statements = statements(ticket);
    Circumstances now =
        new Circumstances(
            place.pinned().toJson(),
            place.environment().name(),
            Stricter.than(ticket, decideAgain(request(ticket), statements.all(), place, policy)));
    Redecision again = new Redecision(judge, catalog, request(ticket), place, policy);
    try (Claim claim = desk.claim(id, now)) {
      if (!ticket.request().operation().isSql()) {
        return new ClaimedOperation(
                claim,
                reader,
                database.target(),
                catalog,
                statement -> Stricter.than(claim.ticket(), again.of(List.of(statement))),
                files,
                watcher)
            .run(statements, call);
      }
      return new ClaimedRun(
              claim,
              database.target(),
              new ApprovedSchema(claim.ticket(), again, statements.all()),
              watcher)
          .run(call);
    }
  }

  /** Concludes tickets whose executor is gone, by what the database says of their transactions. */
  public List<Recovered> recover() {
    List<Recovered> recovered = desk.recover(new Fates(database.target())::of);
    LeftBehind left = new LeftBehind(database.target(), files);
    recovered.forEach(left::clear);
    return recovered;
  }

  private PlanStatements statements(Ticket ticket) {
    try {
      return PlanStatements.read(ticket.request().steps(), reader);
    } catch (SallyportException | IllegalArgumentException e) {
      throw new RefusedException(
          Refusal.STALE,
          "a step of this ticket is no longer understood",
          "reject it, and ask again with this version of Sallyport");
    }
  }

  private Decision decideAgain(
      AgentRequest request, List<Statement> statements, Place place, PolicyInForce policy) {
    try (ReadSession session = database.target().openRead(ReadLimits.DEFAULT)) {
      List<Statement> resolved =
          statements.stream()
              .map(statement -> catalog.resolve(statement, session.catalog()))
              .toList();
      return judge.decide(request, resolved, place, policy, null);
    }
  }

  /** What was asked, as far as a policy may ask about it. */
  private static AgentRequest request(Ticket ticket) {
    return new AgentRequest(
        ticket.request().operation(),
        "",
        Map.of(),
        ticket.request().justification(),
        new Agent(ticket.request().requester().name(), ticket.request().requester().verified()),
        null);
  }
}
