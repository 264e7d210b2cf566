package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Decision;
import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.database.WriteSession;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Decides again, inside the transaction that runs it, what was decided before: a statement can mean
 * something else after the ones before it in the same script, such as CREATE TRIGGER.
 */
final class Redecision {
  /** What reaches code and places that nobody looked into; a ceiling of rows does not hold it. */
  private static final Set<EffectKind> BEYOND_ROWS =
      EnumSet.of(
          EffectKind.CALL,
          EffectKind.NETWORK,
          EffectKind.SERVER_FILE,
          EffectKind.SERVER_PROGRAM,
          EffectKind.GRANT,
          EffectKind.ADMIN,
          EffectKind.UNKNOWN);

  private final Judge judge;
  private final Catalog catalog;
  private final AgentRequest request;
  private final Place place;
  private final PolicyInForce policy;

  Redecision(
      Judge judge, Catalog catalog, AgentRequest request, Place place, PolicyInForce policy) {
    this.judge = judge;
    this.catalog = catalog;
    this.request = request;
    this.place = place;
    this.policy = policy;
  }

  Catalog catalog() {
    return catalog;
  }

  /**
   * The statements with the catalog as the transaction sees it, under locks on the tables that they
   * change or read.
   */
  List<Statement> locked(List<Statement> statements, WriteSession session) {
    TableLocks.take(resolved(statements, session), session);
    return resolved(statements, session);
  }

  List<Statement> resolved(List<Statement> statements, WriteSession session) {
    return statements.stream()
        .map(statement -> catalog.resolve(statement, session.catalog()))
        .toList();
  }

  Decision of(List<Statement> resolved) {
    return judge.decide(request, resolved, place, policy, null);
  }

  /**
   * The effects beyond rows that none of the approved statements has; empty where there are none.
   */
  static List<Effect> added(Statement now, List<Statement> approved) {
    return now.effects().stream()
        .filter(effect -> BEYOND_ROWS.contains(effect.kind()))
        .filter(
            effect ->
                approved.stream()
                    .flatMap(statement -> statement.effects().stream())
                    .noneMatch(known -> covers(known, effect)))
        .toList();
  }

  /** A name without a schema is of something that did not exist yet. */
  private static boolean covers(Effect known, Effect effect) {
    ObjectName name = known.object();
    boolean sameName =
        name.equals(effect.object())
            || name.schema() == null && name.name().equals(effect.object().name());
    return known.kind() == effect.kind() && sameName;
  }
}
