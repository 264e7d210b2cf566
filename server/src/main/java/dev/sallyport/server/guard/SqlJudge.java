package dev.sallyport.server.guard;

import dev.sallyport.policy.Operation;
import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.rules.Agent;
import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.rules.PolicyRequest;
import dev.sallyport.policy.rules.Reason;
import dev.sallyport.policy.rules.TargetFacts;
import dev.sallyport.policy.rules.Verdict;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.gateway.PolicyInForce;
import dev.sallyport.server.guard.GuardVerdict.Answer;
import dev.sallyport.server.guard.GuardVerdict.Objection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts SQL that would go past the gate before the same reader and the same policy. Which database
 * it would reach is not known here, so it is taken for production.
 */
final class SqlJudge implements AutoCloseable {
  private static final String HELP =
      "send it with Sallyport's `query`, or with `execute` and a justification; what needs a person"
          + " waits as a ticket";

  private final Supplier<PolicyInForce> policy;
  private @Nullable SqlReader reader;
  private @Nullable FutureTask<PolicyInForce> policyRead;
  private @Nullable FutureTask<SqlReader> warm;

  SqlJudge(Supplier<PolicyInForce> policy) {
    this.policy = policy;
  }

  /** There may be SQL: makes ready beside the caller what reading it takes. */
  void expect() {
    SqlReader made = reader();
    FutureTask<SqlReader> task = new FutureTask<>(made::warmUp, made);
    warm = task;
    beside(task);
    policyRead();
  }

  private FutureTask<PolicyInForce> policyRead() {
    FutureTask<PolicyInForce> task = policyRead;
    if (task == null) {
      task = new FutureTask<>(policy::get);
      policyRead = task;
      beside(task);
    }
    return task;
  }

  private static void beside(FutureTask<?> task) {
    Thread thread = new Thread(task, "sql-judge");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whoever fails beside fails here. */
  private static <T> T of(FutureTask<T> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the policy or the reader failed", e);
    }
  }

  /** What is wrong with sending it; empty where the policy lets it through. */
  Optional<Objection> objection(Act.Sql sql) {
    FutureTask<PolicyInForce> rules = policyRead();
    FutureTask<SqlReader> ready = warm;
    SqlReader reads = ready == null ? reader() : of(ready);
    Reading reading = reads.read(sql.text());
    if (reading instanceof Reading.Refused refused) {
      return sql.certain()
          ? Optional.of(
              new Objection(
                  Answer.DENY,
                  "`"
                      + sql.through()
                      + "` would send SQL that is not understood: "
                      + refused.message(),
                  HELP))
          : Optional.empty();
    }
    List<Statement> statements =
        ((Reading.Understood) reading).statements().stream().filter(SqlJudge::matters).toList();
    if (statements.isEmpty()) {
      return Optional.empty();
    }
    return decided(of(rules), statements, sql);
  }

  private static Optional<Objection> decided(
      PolicyInForce policy, List<Statement> statements, Act.Sql sql) {
    Decision decision = policy.rules().decide(request(statements));
    if (decision.verdict() == Verdict.ALLOW) {
      return Optional.empty();
    }
    Reason reason =
        decision.reasons().stream().max(Comparator.comparing(Reason::verdict)).orElseThrow();
    return Optional.of(
        new Objection(
            Answer.DENY,
            "`"
                + sql.through()
                + "` would go past the gate: "
                + reason.message()
                + " [rule "
                + reason.ruleId()
                + "]",
            HELP));
  }

  /** Its own session and transaction are nothing that outlives psql. */
  private static boolean matters(Statement statement) {
    return statement.effects().stream()
        .anyMatch(
            effect ->
                effect.kind() != EffectKind.TRANSACTION && effect.kind() != EffectKind.SESSION);
  }

  private static PolicyRequest request(List<Statement> statements) {
    boolean query = statements.stream().allMatch(Statement::isRead);
    return new PolicyRequest(
        query ? Operation.QUERY : Operation.EXECUTE,
        statements,
        "production",
        TargetFacts.of("", ""),
        new Agent("anonymous", false),
        Instant.now(),
        "",
        null,
        Set.of());
  }

  /** Made with the first SQL: most commands hold none. */
  private SqlReader reader() {
    SqlReader made = reader;
    if (made == null) {
      made = new SqlReader();
      reader = made;
    }
    return made;
  }

  @Override
  public void close() {
    SqlReader made = reader;
    FutureTask<SqlReader> task = warm;
    if (made == null) {
      return;
    }
    if (task == null || task.isDone()) {
      made.close();
    } else {
      // It was not needed after all, and nobody waits for it.
      beside(
          new FutureTask<>(
              () -> {
                of(task).close();
                return made;
              }));
    }
  }
}
