package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SELECT, VALUES, TABLE and set operations, with whatever they carry that is more than a read. */
final class Queries {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "SelectStmt" -> Queries::select;
      case "ReturnStmt" -> (walk, node) -> walk.expression(node.child("returnval"));
      case "PLAssignStmt" -> Queries::assign;
      default -> null;
    };
  }

  private Queries() {}

  static void select(Walk walk, Node node) {
    walk.found().reads();
    walk.inner(
        () -> {
          with(walk, node.part("withClause"));
          operands(walk, node);
          into(walk, node.part("intoClause"));
          node.children("fromClause").forEach(walk::fromItem);
          node.children("valuesLists").forEach(walk::expression);
          outputs(walk, node);
          Fixed.note(walk, node.child("whereClause"));
          locks(walk, node.children("lockingClause", "LockingClause"));
        });
  }

  /** The two sides of UNION, INTERSECT and EXCEPT. */
  private static void operands(Walk walk, Node node) {
    node.skip("op", "all");
    for (String side : List.of("larg", "rarg")) {
      Node operand = node.part(side);
      if (operand != null) {
        select(walk, operand);
      }
    }
  }

  private static void outputs(Walk walk, Node node) {
    node.skip("groupDistinct", "limitOption");
    List<Node> targets = node.children("targetList", "ResTarget");
    Set<String> aliases = new HashSet<>();
    for (Node target : targets) {
      aliases.add(target.text("name"));
    }
    walk.expressions(targets);
    walk.expressions(node.children("distinctClause"));
    walk.expression(node.child("whereClause"));
    walk.expressions(node.children("groupClause"));
    walk.expression(node.child("havingClause"));
    node.children("windowClause", "WindowDef").forEach(window -> Windows.over(walk, window));
    for (Node sort : node.children("sortClause")) {
      order(walk, sort, aliases);
    }
    walk.expression(node.child("limitOffset"));
    walk.expression(node.child("limitCount"));
  }

  /** A bare name in ORDER BY is an output column's first, and then reads nothing more. */
  private static void order(Walk walk, Node sort, Set<String> aliases) {
    Node by = sort.child("node", "ColumnRef");
    if (by != null) {
      List<Node> fields = by.children("fields");
      if (fields.size() == 1
          && fields.get(0).is("String")
          && aliases.contains(fields.get(0).claim().text("sval"))) {
        sort.claim().skip("sortby_dir", "sortby_nulls");
        if (!sort.has("useOp")) {
          return;
        }
      }
    }
    walk.expression(sort);
  }

  /** The CTEs of any statement; each may be a write. */
  static void with(Walk walk, @Nullable Node with) {
    if (with == null) {
      return;
    }
    List<Node> ctes = with.children("ctes", "CommonTableExpr");
    if (with.flag("recursive")) {
      ctes.forEach(cte -> name(walk, cte));
    }
    for (Node cte : ctes) {
      cte.skip("ctematerialized");
      Names.parts(cte.children("aliascolnames"));
      walk.statement(cte.child("ctequery"));
      search(cte.part("search_clause"));
      cycle(walk, cte.part("cycle_clause"));
      name(walk, cte);
    }
  }

  private static void name(Walk walk, Node cte) {
    Node query = cte.peek("ctequery");
    walk.scope().name(cte.text("ctename"), query == null ? cte : query);
  }

  private static void search(@Nullable Node search) {
    if (search != null) {
      search.skip("search_breadth_first", "search_seq_column");
      Names.parts(search.children("search_col_list"));
    }
  }

  private static void cycle(Walk walk, @Nullable Node cycle) {
    if (cycle != null) {
      cycle.skip("cycle_mark_column", "cycle_path_column");
      Names.parts(cycle.children("cycle_col_list"));
      walk.expression(cycle.child("cycle_mark_value"));
      walk.expression(cycle.child("cycle_mark_default"));
    }
  }

  /** {@code SELECT … INTO} creates a table. */
  private static void into(Walk walk, @Nullable Node into) {
    if (into != null) {
      Tables.into(walk, into, ObjectKind.TABLE);
    }
  }

  /** FOR UPDATE and its kin lock rows, of the tables named or of all. */
  private static void locks(Walk walk, List<Node> clauses) {
    for (Node clause : clauses) {
      clause.skip("strength", "waitPolicy");
      List<Node> named = clause.children("lockedRels", "RangeVar");
      if (named.isEmpty()) {
        walk.scope().sources().forEach(source -> lock(walk, source));
      }
      for (Node relation : named) {
        lock(walk, walk.scope().source(Names.relation(relation).name()));
      }
      if (walk.scope().sources().isEmpty()) {
        lock(walk, null);
      }
    }
  }

  private static void lock(Walk walk, @Nullable Source source) {
    ObjectName relation = source == null ? null : source.relation();
    if (relation == null) {
      walk.effect(EffectKind.LOCK);
    } else {
      walk.effect(EffectKind.LOCK, ObjectKind.TABLE, relation);
    }
  }

  /** An assignment of PL/pgSQL: its right side is a query. */
  private static void assign(Walk walk, Node node) {
    node.skip("name", "nnames");
    Columns.indirection(walk, node);
    Node value = node.part("val");
    if (value != null) {
      select(walk, value);
    }
  }
}
