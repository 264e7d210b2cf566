package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.InvalidPolicyException;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.PinnedIdentity;
import dev.sallyport.server.approval.RefusedException;
import dev.sallyport.server.approval.Requester;
import dev.sallyport.server.approval.TicketDesk;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate: every request of every face comes through here, and nothing throws out of it. */
public final class Gateway implements AgentGate {
  private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);
  private static final int LONGEST_JUSTIFICATION = 4_000;

  private final SqlRoad sql;
  private final OperationRoad operations;
  private final AgentTickets tickets;
  private final StatusReport status;
  private final SchemaDescription schema;
  private final PolicyOutline policy;
  private final TicketExecution execution;
  private final GuardedDatabase database;

  /** The rooms a gate is made of. */
  public record Rooms(
      SqlReader reader,
      PolicyKeeper policies,
      GuardedDatabase database,
      TicketDesk desk,
      Clock clock,
      Boundary boundary,
      List<OperationPlanner> planners,
      List<Inspection> inspections,
      ProjectWriter files,
      List<StatusPart> parts) {}

  /** A gate for one face and the principal behind it. */
  public Gateway(Rooms rooms, Requester requester) {
    database = rooms.database();
    Catalog catalog = new Catalog();
    Judge judge = new Judge(rooms.clock());
    AuditTrail trail = new AuditTrail(rooms.desk().audit());
    rooms.policies().watchedBy(trail::policy);
    TicketBody bodies = new TicketBody();
    TicketOpening opening =
        new TicketOpening(rooms.desk(), trail, catalog, requester.face(), bodies);
    sql =
        new SqlRoad(
            rooms.reader(),
            rooms.policies(),
            rooms.database(),
            judge,
            trail,
            opening,
            new DirectRun(rooms.database(), judge, trail, catalog, rooms.desk()),
            catalog);
    operations =
        new OperationRoad(
            rooms.reader(),
            rooms.policies(),
            rooms.database(),
            judge,
            trail,
            opening,
            new DirectOperation(
                rooms.database(),
                rooms.reader(),
                judge,
                trail,
                catalog,
                rooms.desk(),
                rooms.files()),
            catalog,
            rooms.planners(),
            rooms.inspections(),
            new InspectionRoad(rooms.policies(), rooms.desk().audit(), rooms.clock()));
    tickets = new AgentTickets(rooms.desk(), requester, bodies);
    status =
        new StatusReport(
            rooms.boundary(),
            rooms.policies(),
            rooms.database(),
            rooms.desk(),
            bodies,
            rooms.parts(),
            requester.face() == Requester.Face.MCP ? requester.name() : null);
    policy =
        new PolicyOutline(
            rooms.policies(), rooms.database(), new Agent(requester.name(), requester.verified()));
    schema = new SchemaDescription(rooms.database(), catalog);
    execution =
        new TicketExecution(
            rooms.desk(),
            rooms.reader(),
            rooms.policies(),
            rooms.database(),
            judge,
            catalog,
            rooms.files());
  }

  /** The database behind the gate, for a human to pin; for the human's face only. */
  public PinnedIdentity database() {
    return Place.pinned(database.target().identity());
  }

  /** Runs approved tickets; for the human's face only. */
  public TicketExecution execution() {
    return execution;
  }

  @Override
  public Answer handle(AgentRequest request, Cancellation call) {
    if (request.justification().length() > LONGEST_JUSTIFICATION) {
      return Answers.denied(
          "justification-too-long",
          "the justification is longer than " + LONGEST_JUSTIFICATION + " characters",
          "say in a few sentences why it is needed");
    }
    return answered(
        call, () -> isSql(request) ? sql.take(request, call) : operations.take(request, call));
  }

  @Override
  public Answer explain(AgentRequest request, Cancellation call) {
    return answered(
        call,
        () -> explained(isSql(request) ? sql.consider(request) : operations.consider(request)));
  }

  @Override
  public Answer status(Cancellation call) {
    return answered(call, () -> status.report(call));
  }

  @Override
  public Answer policy() {
    return answered(policy::answer);
  }

  @Override
  public Answer describe(List<String> objects, int page, Cancellation call) {
    return answered(call, () -> schema.describe(objects, page));
  }

  @Override
  public Answer ticket(String id) {
    return answered(() -> tickets.get(id));
  }

  @Override
  public CompletionStage<Answer> awaitTicket(String id, Duration longest) {
    return answeredLater(() -> tickets.await(id, longest));
  }

  @Override
  public Answer tickets(@Nullable String state) {
    return answered(() -> tickets.list(state));
  }

  @Override
  public Answer cancelTicket(String id) {
    return answered(() -> tickets.cancel(id));
  }

  private static boolean isSql(AgentRequest request) {
    return request.operation().isSql();
  }

  private static Answer explained(Considered considered) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("decision", considered.decision().verdict().label());
    body.put("statements", considered.statements().stream().map(EffectWords::json).toList());
    body.putAll(Script.of(considered.statements()).shown());
    Place place = considered.place();
    if (place != null) {
      body.put("environment", place.environment().name());
      body.put("environment_why", place.environment().why());
    }
    body.put("policy", considered.policy().source());
    String next =
        switch (considered.decision().verdict()) {
          case ALLOW -> "it would run at once";
          case APPROVE -> "it would become a ticket that a human approves";
          case DENY -> "it would be refused; the reasons say what would have to change";
        };
    return new Answer(
        Outcome.DONE, null, Answers.strictestFirst(considered.decision().reasons()), next, body);
  }

  /** The answer, later; what goes wrong before or meanwhile becomes one. */
  public static CompletionStage<Answer> answeredLater(Supplier<CompletionStage<Answer>> work) {
    try {
      return work.get().exceptionally(Gateway::unexpected);
    } catch (RuntimeException e) {
      return CompletableFuture.completedStage(
          answered(
              () -> {
                throw e;
              }));
    }
  }

  private static Answer answered(Cancellation call, Supplier<Answer> work) {
    return answered(() -> Cancellation.working(call, work));
  }

  /** The answer of some work; what goes wrong in it becomes an answer that says so. */
  public static Answer answered(Supplier<Answer> work) {
    try {
      return work.get();
    } catch (DatabaseException problem) {
      return Answers.failed(problem);
    } catch (RefusedException refused) {
      return Answers.denied(
          refused.refusal().label(), String.valueOf(refused.getMessage()), refused.help());
    } catch (StoreException problem) {
      return Answers.failed(
          "store-unusable", problem.getMessage() + "; nothing was done", problem.help());
    } catch (InvalidPolicyException problem) {
      return Answers.denied(
          "policy-invalid",
          "the policy file has mistakes, so nothing is allowed",
          "a human runs `sallyport policy check` and mends it");
    } catch (SallyportException problem) {
      return Answers.denied("refused", String.valueOf(problem.getMessage()), problem.help());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError problem) {
      return unexpected(problem);
    }
  }

  private static Answer unexpected(Throwable problem) {
    LOGGER
        .atError()
        .addKeyValue("type", problem.getClass().getName())
        .addKeyValue("at", firstFrame(problem))
        .log("request failed unexpectedly");
    return Answers.failed(
        "unexpected",
        "something unexpected went wrong inside Sallyport",
        "look with `status` whether it took effect before you repeat it");
  }

  /** Where it happened: a place in the code, never a message that could carry data. */
  private static String firstFrame(Throwable problem) {
    StackTraceElement[] frames = problem.getStackTrace();
    return frames.length == 0 ? "unknown" : frames[0].toString();
  }
}
