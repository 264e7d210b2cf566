package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column references mean the target of a write. One without qualifier may always; the columns
 * of another source over the same table count as the target's where they are compared with it.
 */
final class TargetColumns {
  private final Source target;
  private final List<Source> others;

  TargetColumns(Source target, List<Source> others) {
    this.target = target;
    this.others = List.copyOf(others);
  }

  /** The same target, seen from a sub-query with sources of its own. */
  TargetColumns within(Node query) {
    List<Source> all = new ArrayList<>(others);
    all.addAll(sources(query));
    return new TargetColumns(target, all);
  }

  /** The columns of a sub-query's own only source. */
  TargetColumns of(Node query) {
    List<Source> own = sources(query);
    return own.size() == 1 ? new TargetColumns(own.get(0), List.of()) : within(query);
  }

  private static List<Source> sources(Node query) {
    List<Source> sources = new ArrayList<>();
    for (Node item : query.peekAll("fromClause")) {
      if (item.is("RangeVar")) {
        Node alias = item.peek("alias");
        String name = item.peekText("relname");
        String called = alias == null ? name : alias.peekText("aliasname");
        sources.add(new Source(relation(item), called));
      } else {
        Node alias = item.peek("alias");
        sources.add(new Source(null, alias == null ? "" : alias.peekText("aliasname")));
      }
    }
    return sources;
  }

  private static ObjectName relation(Node rangeVar) {
    return rangeVar.peekValue("schemaname") instanceof String schema
        ? ObjectName.of(schema, rangeVar.peekText("relname"))
        : ObjectName.of(rangeVar.peekText("relname"));
  }

  /** Whether the query reads the target's own table and nothing else. */
  boolean isOverSame(Node query) {
    List<Source> own = sources(query);
    return own.size() == 1 && isSame(own.get(0));
  }

  private boolean isSame(Source source) {
    ObjectName one = target.relation();
    ObjectName two = source.relation();
    return one != null
        && two != null
        && one.name().equals(two.name())
        && (one.schema() == null || two.schema() == null || one.schema().equals(two.schema()));
  }

  /** Whether the expression depends on the target's row. */
  boolean mentions(Node node) {
    if (node.is("ColumnRef")) {
      return isTarget(node);
    }
    return node.peekAll().stream().anyMatch(this::mentions);
  }

  /**
   * Whether a sub-query's predicate names the target. A column without qualifier is the query's
   * own, as PostgreSQL tries that first.
   */
  boolean isNamedIn(Node node, Node query) {
    if (!node.is("ColumnRef")) {
      return node.peekAll().stream().anyMatch(child -> isNamedIn(child, query));
    }
    String qualifier = qualifier(node);
    return qualifier != null
        && target.isCalled(qualifier)
        && sources(query).stream().noneMatch(own -> own.isCalled(qualifier));
  }

  private boolean isTarget(Node columnRef) {
    String qualifier = qualifier(columnRef);
    return !"tableoid".equals(column(columnRef))
        && (qualifier == null || target.isCalled(qualifier) || !isOther(qualifier));
  }

  private boolean isOther(String qualifier) {
    return others.stream().anyMatch(source -> source.isCalled(qualifier));
  }

  /**
   * The columns an expression depends on, those of another source over the target's table counted
   * as the target's; null where it depends on anything else.
   */
  @Nullable Set<String> columns(Node node) {
    Set<String> columns = new LinkedHashSet<>();
    return collect(node, columns) ? columns : null;
  }

  private boolean collect(Node node, Set<String> into) {
    if (node.is("SubLink") || node.is("ParamRef")) {
      return false;
    }
    if (!node.is("ColumnRef")) {
      return node.peekAll().stream().allMatch(child -> collect(child, into));
    }
    String column = column(node);
    String qualifier = qualifier(node);
    boolean ours = qualifier == null || target.isCalled(qualifier) || isTwin(qualifier);
    if (column != null && ours) {
      into.add(column);
    }
    return column != null && ours;
  }

  private boolean isTwin(String qualifier) {
    return others.stream().anyMatch(source -> source.isCalled(qualifier) && isSame(source));
  }

  /** Columns that hold a value in every row: system columns, and the key by its usual name. */
  boolean isNeverNull(Node node) {
    return switch (node.type()) {
      case "ColumnRef" -> {
        String column = column(node);
        yield column != null && Set.of("id", "uuid", "ctid", "xmin", "tableoid").contains(column);
      }
      case "A_Expr" ->
          node.peekText("kind").equals("AEXPR_OP")
              && isGivenAndNeverNull(node.peek("lexpr"))
              && isGivenAndNeverNull(node.peek("rexpr"));
      case "CoalesceExpr" -> node.peekAll("args").stream().anyMatch(this::isNeverNull);
      default -> Constants.value(node).filter(value -> value != Constants.NULL).isPresent();
    };
  }

  private boolean isGivenAndNeverNull(@Nullable Node node) {
    return node != null && isNeverNull(node);
  }

  /** The column's name; null for a star or another expression. */
  static @Nullable String column(Node node) {
    List<Node> fields = node.peekAll("fields");
    Node last = fields.isEmpty() ? null : fields.get(fields.size() - 1);
    return last != null && last.is("String") ? last.peekText("sval") : null;
  }

  private static @Nullable String qualifier(Node columnRef) {
    List<Node> fields = columnRef.peekAll("fields");
    return fields.size() < 2 ? null : fields.get(fields.size() - 2).peekText("sval");
  }
}
