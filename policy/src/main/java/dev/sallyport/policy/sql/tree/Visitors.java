package dev.sallyport.policy.sql.tree;

import org.jspecify.annotations.Nullable;

/**
 * Every visitor, by the type of node it knows. What none of the families knows is unknown.
 *
 * <p>Each is made when its node is met, as making all of them takes longer than reading a
 * statement.
 */
final class Visitors {
  /** The visitors of one position; null where a node of that type can't stand there. */
  @FunctionalInterface
  interface Family {
    @Nullable Visitor of(String node);
  }

  private Visitors() {}

  static @Nullable Visitor ofExpression(String node) {
    Visitor visitor = Expressions.of(node);
    return visitor == null ? DocumentExpressions.of(node) : visitor;
  }

  static @Nullable Visitor ofFromItem(String node) {
    return FromItems.of(node);
  }

  static @Nullable Visitor ofStatement(String node) {
    Visitor visitor = Queries.of(node);
    visitor = visitor == null ? Writes.of(node) : visitor;
    visitor = visitor == null ? Copies.of(node) : visitor;
    visitor = visitor == null ? Tables.of(node) : visitor;
    visitor = visitor == null ? TableChanges.of(node) : visitor;
    visitor = visitor == null ? Indexes.of(node) : visitor;
    visitor = visitor == null ? ObjectStatements.of(node) : visitor;
    visitor = visitor == null ? Definitions.of(node) : visitor;
    visitor = visitor == null ? Triggers.of(node) : visitor;
    visitor = visitor == null ? Routines.of(node) : visitor;
    visitor = visitor == null ? Extensions.of(node) : visitor;
    visitor = visitor == null ? Servers.of(node) : visitor;
    visitor = visitor == null ? Roles.of(node) : visitor;
    visitor = visitor == null ? Databases.of(node) : visitor;
    visitor = visitor == null ? Settings.of(node) : visitor;
    visitor = visitor == null ? Sessions.of(node) : visitor;
    return visitor == null ? Maintenance.of(node) : visitor;
  }
}
