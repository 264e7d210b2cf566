package dev.sallyport.policy.sql.jsqlparser;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.merge.MergeDelete;
import net.sf.jsqlparser.statement.merge.MergeInsert;
import net.sf.jsqlparser.statement.merge.MergeOperation;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.TableFunction;
import org.jspecify.annotations.Nullable;

/**
 * A walk over everything that JSqlParser hung on one statement, whichever field holds it.
 * Iterative: a long chain of operators is a deep tree. Used once.
 */
final class Walk {
  /** Something to look at: a part of the tree, the field it was found in, the CTEs in sight. */
  private record Visit(Object value, String slot, Scope scope) {}

  private final Deque<Visit> open = new ArrayDeque<>();
  private final Set<Effect> effects = new LinkedHashSet<>();
  private final Set<Reference.Function> functions = new LinkedHashSet<>();
  private @Nullable String unaccounted;

  private Walk() {}

  /**
   * What the statement does.
   *
   * @param foreignWords whether the text holds words that PostgreSQL reads otherwise: the names in
   *     the tree are then not PostgreSQL's, so only the statement's kind is told
   */
  static SecondStatement over(Statement statement, boolean foreignWords) {
    StatementKind kind = StatementKind.of(statement);
    if (foreignWords) {
      String reason = "words that PostgreSQL would split otherwise";
      return new SecondStatement(kind, List.of(), Set.of(), reason);
    }
    Walk walk = new Walk();
    walk.open.push(new Visit(statement, "", Scope.EMPTY));
    while (!walk.open.isEmpty()) {
      walk.look(walk.open.pop());
    }
    return new SecondStatement(
        kind, new ArrayList<>(walk.effects), walk.functions, walk.unaccounted);
  }

  private void look(Visit visit) {
    Object value = visit.value();
    if (value instanceof Collection<?> elements) {
      elements.forEach(element -> later(element, visit.slot(), visit.scope()));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, element) -> {
            later(key, visit.slot(), visit.scope());
            later(element, visit.slot(), visit.scope());
          });
    } else if (value instanceof Map.Entry<?, ?> entry) {
      later(entry.getKey(), visit.slot(), visit.scope());
      later(entry.getValue(), visit.slot(), visit.scope());
    }
    if (Shape.isNode(value)) {
      node(visit);
    }
  }

  private void later(@Nullable Object value, String slot, Scope scope) {
    if (value instanceof Collection
        || value instanceof Map
        || value instanceof Map.Entry
        || (value != null && Shape.isNode(value))) {
      open.push(new Visit(value, slot, scope));
    }
  }

  private void node(Visit visit) {
    Object node = visit.value();
    Shape shape = Shape.of(node);
    if (!shape.known()) {
      unaccounted("a construct of another dialect");
    }
    Scope scope = visit.scope().plus(node);
    note(node, visit.slot(), scope);
    for (Shape.Slot slot : shape.slots()) {
      if (!slot.isBookkeeping()) {
        later(slot.of(node), slot.name(), scope);
      }
    }
  }

  private void note(Object node, String slot, Scope scope) {
    if (node instanceof Table table) {
      table(table, slot, scope);
    } else if (node instanceof Function function && !(node instanceof TableFunction)) {
      List<String> name = function.getMultipartName();
      int arguments = function.getParameters() == null ? 0 : function.getParameters().size();
      function(name, arguments);
    } else if (node instanceof AnalyticExpression function) {
      function(List.of(function.getName()), function.getExpression() == null ? 0 : 1);
    } else if (node instanceof Merge merge) {
      merge(merge);
    } else if (node instanceof Select select && select.getForMode() != null) {
      effects.add(Effect.of(EffectKind.LOCK));
    }
  }

  private void table(Table table, String slot, Scope scope) {
    Role role = Role.in(slot);
    Optional<ObjectName> name = nameOf(table);
    if (role == null || name.isEmpty()) {
      unaccounted("a table's name where the walk expects none");
      return;
    }
    EffectKind effect = role.effect();
    if (effect != null && !(role == Role.READ && scope.isCte(name.get()))) {
      effects.add(Effect.of(effect, ObjectKind.TABLE, name.get()));
    }
  }

  private void merge(Merge merge) {
    ObjectName target = nameOf(merge.getTable()).orElse(ObjectName.NONE);
    for (MergeOperation operation : merge.getOperations()) {
      EffectKind kind =
          operation instanceof MergeInsert
              ? EffectKind.INSERT
              : operation instanceof MergeDelete ? EffectKind.DELETE : EffectKind.UPDATE;
      effects.add(Effect.of(kind, ObjectKind.TABLE, target));
    }
  }

  private static Optional<ObjectName> nameOf(Table table) {
    List<String> parts = new ArrayList<>(table.getNameParts());
    Collections.reverse(parts);
    return Names.object(parts);
  }

  private void function(@Nullable List<String> parts, int arguments) {
    Optional<ObjectName> named = parts == null ? Optional.empty() : Names.object(parts);
    if (named.isEmpty()) {
      unaccounted("a function without a readable name");
      return;
    }
    if (parts != null && !Keywords.isExpression(parts)) {
      functions.add(new Reference.Function(named.get(), arguments));
    }
  }

  private void unaccounted(String what) {
    if (unaccounted == null) {
      unaccounted = what;
    }
  }
}
