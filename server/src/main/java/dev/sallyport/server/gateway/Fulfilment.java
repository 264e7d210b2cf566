package dev.sallyport.server.gateway;

import dev.sallyport.policy.rules.Obligations;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.approval.NewTicket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a rule may {@code require} of a run, and whether it can be done. What can't denies the
 * request, with the name of the rule that asks.
 */
public enum Fulfilment {
  /**
   * Everything runs once in a transaction that is rolled back, with all checks, deferred triggers
   * and row ceilings, and only then for good. On the target and after the approval: a shadow has
   * other rows, and before the approval nothing of it may run there.
   */
  DRY_RUN("dry-run"),

  /** The target remembers the run in {@link ExecutionLedger}, in the same transaction. */
  LEDGER("ledger"),

  /**
   * The hook of a backup that is taken and verified after the claim and before the first statement.
   * Nothing here takes one yet, so it is never offered, and what requires it is denied.
   */
  BACKUP("backup");

  private static final Set<String> EVER = Set.of(DRY_RUN.label, LEDGER.label);
  private static final Set<String> UNTRIED = Set.of(LEDGER.label);

  private final String label;

  Fulfilment(String label) {
    this.label = label;
  }

  /** Everything that can be done for some request, by the names that policies use. */
  public static Set<String> ever() {
    return EVER;
  }

  /** What can be done for this request; an operation's parts can't be tried without each other. */
  static Set<String> offered(AgentRequest request, List<Statement> statements) {
    boolean oneTransaction =
        statements.stream().noneMatch(Statement::isNonTransactional)
            && Script.of(statements).isWhole();
    return request.operation().isSql() && oneTransaction ? EVER : UNTRIED;
  }

  /** What is required and can't be done of a run that has no ticket. */
  static List<String> missingWithoutTicket(Obligations obligations) {
    return Arrays.asList(LEDGER).stream()
        .filter(each -> each.isRequiredBy(obligations))
        .map(each -> each.label)
        .toList();
  }

  boolean isRequiredBy(Obligations obligations) {
    return obligations.require().contains(label);
  }

  boolean isRequiredBy(NewTicket ticket) {
    return isRequiredBy(ticket.obligations());
  }
}
