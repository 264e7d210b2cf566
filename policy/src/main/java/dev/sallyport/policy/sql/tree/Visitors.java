package dev.sallyport.policy.sql.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every visitor, by the type of node it knows. What is in none of these tables is unknown. */
final class Visitors {
  static final Map<String, Visitor> EXPRESSIONS =
      all(List.of(Expressions.VISITORS, DocumentExpressions.VISITORS));

  static final Map<String, Visitor> FROM_ITEMS = FromItems.VISITORS;

  static final Map<String, Visitor> STATEMENTS =
      all(
          List.of(
              Queries.VISITORS,
              Writes.VISITORS,
              Copies.VISITORS,
              Tables.VISITORS,
              TableChanges.VISITORS,
              Indexes.VISITORS,
              ObjectStatements.VISITORS,
              Definitions.VISITORS,
              Triggers.VISITORS,
              Routines.VISITORS,
              Extensions.VISITORS,
              Servers.VISITORS,
              Roles.VISITORS,
              Databases.VISITORS,
              Settings.VISITORS,
              Sessions.VISITORS,
              Maintenance.VISITORS));

  private Visitors() {}

  private static Map<String, Visitor> all(List<Map<String, Visitor>> families) {
    Map<String, Visitor> all = new HashMap<>();
    families.forEach(all::putAll);
    return Map.copyOf(all);
  }
}
