package dev.sallyport.server.gateway;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.audit.AuditReceipt;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.database.QueryResult;
import dev.sallyport.server.database.ReadLimits;
import dev.sallyport.server.database.ReadSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The road of {@code query} and {@code execute}: read the text, resolve its names, decide, record
 * the intent, and then run it, open a ticket or refuse.
 */
final class SqlRoad {
  /** What a read may still be said to do: the policy decides about it, the session stops writes. */
  private static final Set<EffectKind> READABLE =
      Set.of(EffectKind.READ, EffectKind.CALL, EffectKind.UNKNOWN);

  private final SqlReader reader;
  private final PolicyKeeper policies;
  private final GuardedDatabase database;
  private final Judge judge;
  private final AuditTrail trail;
  private final TicketOpening tickets;
  private final DirectRun direct;
  private final Catalog catalog;

  SqlRoad(
      SqlReader reader,
      PolicyKeeper policies,
      GuardedDatabase database,
      Judge judge,
      AuditTrail trail,
      TicketOpening tickets,
      DirectRun direct,
      Catalog catalog) {
    this.reader = reader;
    this.policies = policies;
    this.database = database;
    this.judge = judge;
    this.trail = trail;
    this.tickets = tickets;
    this.direct = direct;
    this.catalog = catalog;
  }

  Answer take(AgentRequest request, Cancellation call) {
    Reading reading = reader.read(request.sql());
    Decision unread = unreadable(request, reading);
    if (unread != null) {
      trail.unread(request, unread);
      return Answers.denied(unread, position(reading));
    }
    PolicyInForce policy = policies.current();
    Place place = database.place(policy);
    List<Statement> statements = ((Reading.Understood) reading).statements();
    return statements.stream().allMatch(SqlRoad::mayBeRead)
        ? read(request, statements, place, policy, call)
        : write(request, statements, place, policy, call);
  }

  /** What would be decided, with nothing run and nothing recorded. */
  Considered consider(AgentRequest request) {
    PolicyInForce policy = policies.current();
    Reading reading = reader.read(request.sql());
    Decision unread = unreadable(request, reading);
    if (unread != null) {
      return new Considered(List.of(), null, policy, unread);
    }
    Place place = database.place(policy);
    List<Statement> statements = ((Reading.Understood) reading).statements();
    try (ReadSession session = database.target().openRead(ReadLimits.DEFAULT)) {
      List<Statement> resolved = resolve(statements, session);
      return new Considered(
          resolved, place, policy, judge.decide(request, resolved, place, policy, null));
    }
  }

  private Answer read(
      AgentRequest request,
      List<Statement> statements,
      Place place,
      PolicyInForce policy,
      Cancellation call) {
    try (ReadSession session = database.target().openRead(ReadLimits.DEFAULT)) {
      List<Statement> resolved = resolve(statements, session);
      if (!resolved.stream().allMatch(SqlRoad::mayBeRead)) {
        session.close();
        return write(request, statements, place, policy, call);
      }
      Decision decision = judge.decide(request, resolved, place, policy, null);
      Considered considered = new Considered(resolved, place, policy, decision);
      return switch (decision.verdict()) {
        case DENY -> deny(request, considered, place);
        case APPROVE -> tickets.open(request, considered, session);
        case ALLOW -> {
          AuditReceipt intent =
              resolved.stream().allMatch(SqlRoad::onlyReads)
                  ? trail.intentOfRead(request, considered)
                  : trail.intent(request, considered);
          yield show(request, considered, intent, session, call);
        }
      };
    }
  }

  /**
   * A read runs while its intent is on its way to the disk, and is answered when it is there: what
   * has no effect and is not told has not happened.
   */
  private Answer show(
      AgentRequest request,
      Considered considered,
      AuditReceipt intent,
      ReadSession session,
      Cancellation call) {
    QueryResult result = null;
    DatabaseException failure = null;
    try {
      ReadLimits limits = limits(request, considered.decision());
      for (Statement statement : considered.statements()) {
        result =
            onlyReads(statement)
                ? session.read(statement.text(), limits, call)
                : session.query(statement.text(), limits, call);
      }
    } catch (DatabaseException problem) {
      failure = problem;
    }
    intent.requireDurable();
    if (failure != null || result == null) {
      trail.result(request, intent, "failed", 0);
      return Answers.failed(Objects.requireNonNull(failure, "a text without statements"));
    }
    trail.result(request, intent, "done", result.rows().size());
    return new Answer(
        Outcome.DONE, null, List.of(), ResultBody.next(result), ResultBody.of(result));
  }

  private Answer write(
      AgentRequest request,
      List<Statement> statements,
      Place place,
      PolicyInForce policy,
      Cancellation call) {
    if (request.operation() == Operation.QUERY) {
      Decision decision =
          Decision.denied(
              "query-only-reads",
              "`query` only reads, and this does more: " + EffectWords.beyondReading(statements),
              Words.ASK_EXECUTE);
      return deny(request, new Considered(statements, place, policy, decision), place);
    }
    try (ReadSession session = database.target().openRead(ReadLimits.DEFAULT)) {
      List<Statement> resolved = resolve(statements, session);
      Decision decision = judge.decide(request, resolved, place, policy, null);
      Considered considered = new Considered(resolved, place, policy, decision);
      return switch (decision.verdict()) {
        case DENY -> deny(request, considered, place);
        case APPROVE -> tickets.open(request, considered, session);
        case ALLOW -> {
          session.close();
          yield direct.run(request, considered, trail.intent(request, considered), call);
        }
      };
    }
  }

  private Answer deny(AgentRequest request, Considered considered, Place place) {
    trail.decided(request, considered.decision(), considered);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("environment", place.environment().name());
    return Answers.denied(considered.decision(), body);
  }

  private List<Statement> resolve(List<Statement> statements, ReadSession session) {
    return statements.stream()
        .map(statement -> catalog.resolve(statement, session.catalog()))
        .toList();
  }

  private static boolean mayBeRead(Statement statement) {
    return statement.effects().stream().allMatch(effect -> READABLE.contains(effect.kind()));
  }

  private static boolean onlyReads(Statement statement) {
    return statement.effects().stream().allMatch(effect -> effect.kind() == EffectKind.READ);
  }

  private static @Nullable Decision unreadable(AgentRequest request, Reading reading) {
    if (reading instanceof Reading.Refused refused) {
      return Decision.denied("not-understood", refused.message(), refused.help());
    }
    int count = ((Reading.Understood) reading).statements().size();
    if (count == 0) {
      return Decision.denied("nothing-to-run", "the text holds no statement", "send a statement");
    }
    if (request.operation() == Operation.QUERY && count > 1) {
      return Decision.denied(
          "query-one-statement",
          "`query` takes one statement, and this text holds " + count,
          "send one statement, or call `execute` with a justification");
    }
    return Script.unsplittable(((Reading.Understood) reading).statements());
  }

  private static Map<String, @Nullable Object> position(Reading reading) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    if (reading instanceof Reading.Refused refused && refused.position() >= 0) {
      body.put("position", refused.position());
    }
    return body;
  }

  private static ReadLimits limits(AgentRequest request, Decision decision) {
    Obligations obligations = decision.obligations();
    Integer wanted = request.limit();
    long rows =
        wanted == null ? obligations.rows() : Math.min(Math.max(1, wanted), obligations.rows());
    return new ReadLimits(
        rows, obligations.bytes(), obligations.timeout(), obligations.lockTimeout());
  }
}
