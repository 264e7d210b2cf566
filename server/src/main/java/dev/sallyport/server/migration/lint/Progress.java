package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.TableCommand;
import dev.sallyport.server.migration.lint.state.Locks;
import dev.sallyport.server.migration.lint.state.SchemaState;
import dev.sallyport.server.migration.lint.state.TransactionState;

/** What a statement leaves behind in the transaction and the schema. */
final class Progress {
  private Progress() {}

  static void after(
      Definition definition, int statement, SchemaState state, TransactionState transaction) {
    Locks.of(definition, state, statement).forEach(transaction::hold);
    remember(definition, state, transaction);
    state.apply(definition);
    transaction.statementEnds();
  }

  private static void remember(
      Definition definition, SchemaState state, TransactionState transaction) {
    if (definition instanceof Definition.Control control) {
      transaction.control(control.verb());
    } else if (definition instanceof Definition.SetParameter set) {
      transaction.set(set.name(), set.value(), set.local() && transaction.isOpen());
    } else if (definition instanceof Definition.AddEnumValue value) {
      if (!state.isNewEnum(value.type())) {
        transaction.enumValue(value.value());
      }
    } else if (definition instanceof Definition.AlterTable alter) {
      String table = state.table(alter.table()).name().toString();
      alter.commands().stream()
          .map(Definition.Command::change)
          .filter(TableCommand.AddConstraint.class::isInstance)
          .map(change -> ((TableCommand.AddConstraint) change).constraint())
          .filter(constraint -> constraint.notValid() && !constraint.name().isEmpty())
          .forEach(constraint -> transaction.notValid(table, constraint.name()));
    } else if (definition instanceof Definition.Block block) {
      block.statements().forEach(inner -> remember(inner, state, transaction));
    }
  }
}
