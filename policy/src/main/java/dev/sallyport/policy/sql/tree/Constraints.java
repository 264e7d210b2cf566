package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Reference;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Column definitions, constraints and partition keys of tables and domains. */
final class Constraints {
  private static final Set<String> KNOWN =
      Set.of(
          "CONSTR_NULL",
          "CONSTR_NOTNULL",
          "CONSTR_DEFAULT",
          "CONSTR_IDENTITY",
          "CONSTR_GENERATED",
          "CONSTR_CHECK",
          "CONSTR_PRIMARY",
          "CONSTR_UNIQUE",
          "CONSTR_EXCLUSION",
          "CONSTR_FOREIGN",
          "CONSTR_ATTR_DEFERRABLE",
          "CONSTR_ATTR_NOT_DEFERRABLE",
          "CONSTR_ATTR_DEFERRED",
          "CONSTR_ATTR_IMMEDIATE",
          "CONSTR_ATTR_ENFORCED",
          "CONSTR_ATTR_NOT_ENFORCED");

  private Constraints() {}

  /** The elements of a table, of whatever kind. */
  static void elements(Walk walk, List<Node> elements) {
    for (Node element : elements) {
      switch (element.type()) {
        case "ColumnDef" -> column(walk, element.claim());
        case "Constraint" -> constraint(walk, element.claim());
        case "TableLikeClause" -> {
          element.claim().skip("options");
          walk.relation(element, "relation");
        }
        default -> {}
      }
    }
  }

  static void column(Walk walk, Node column) {
    column.skip("colname", "is_local", "is_not_null", "compression", "storage_name", "storage");
    Types.use(walk, column.part("typeName"));
    walk.expression(column.child("raw_default"));
    collation(walk, column.part("collClause"));
    column.children("constraints", "Constraint").forEach(each -> constraint(walk, each));
    Options.of(walk, column, "fdwoptions");
  }

  static void collation(Walk walk, @Nullable Node clause) {
    if (clause != null) {
      walk.expression(clause.child("arg"));
      Names.parts(clause.children("collname"));
    }
  }

  static void constraint(Walk walk, Node node) {
    String kind = node.text("contype");
    if (!KNOWN.contains(kind)) {
      walk.found().unknown("Constraint " + kind);
    }
    node.skip(
        "conname",
        "deferrable",
        "initdeferred",
        "is_enforced",
        "skip_validation",
        "initially_valid",
        "is_no_inherit",
        "generated_when",
        "generated_kind",
        "nulls_not_distinct",
        "without_overlaps",
        "indexname",
        "indexspace",
        "reset_default_tblspc",
        "access_method");
    walk.expression(node.child("raw_expr"));
    walk.expression(node.child("where_clause"));
    Names.parts(node.children("keys"));
    Names.parts(node.children("including"));
    exclusions(walk, node.children("exclusions", "List"));
    Options.of(walk, node, "options");
    reference(walk, node);
  }

  private static void exclusions(Walk walk, List<Node> exclusions) {
    for (Node exclusion : exclusions) {
      for (Node item : exclusion.children("items")) {
        if (item.is("IndexElem")) {
          Indexes.element(walk, item.claim());
        } else if (item.is("List")) {
          ObjectName operator = Names.qualified(item.claim(), "items");
          Operators.use(walk, operator);
        }
      }
    }
  }

  /**
   * The other end of a foreign key is locked against writes and given triggers, so it is altered as
   * well; what the key's actions will do, the catalog tells at each write.
   */
  private static void reference(Walk walk, Node node) {
    node.skip("fk_matchtype", "fk_upd_action", "fk_del_action", "fk_with_period", "pk_with_period");
    if (node.has("pktable")) {
      ObjectName referenced = walk.relation(node, "pktable");
      walk.effect(EffectKind.ALTER, ObjectKind.TABLE, referenced, Qualifier.IMPLICIT);
      walk.found().reference(new Reference.Referenced(referenced));
    }
    Names.parts(node.children("fk_attrs"));
    Names.parts(node.children("pk_attrs"));
    Names.parts(node.children("fk_del_set_cols"));
  }

  /** {@code PARTITION BY}. */
  static void partitionKey(Walk walk, @Nullable Node key) {
    if (key == null) {
      return;
    }
    key.skip("strategy");
    for (Node part : key.children("partParams", "PartitionElem")) {
      part.skip("name");
      walk.expression(part.child("expr"));
      Names.parts(part.children("collation"));
      Names.parts(part.children("opclass"));
    }
  }

  /** {@code FOR VALUES …}. */
  static void partitionBound(Walk walk, @Nullable Node bound) {
    if (bound != null) {
      bound.skip("strategy", "is_default", "modulus", "remainder");
      walk.expressions(bound.children("listdatums"));
      walk.expressions(bound.children("lowerdatums"));
      walk.expressions(bound.children("upperdatums"));
    }
  }
}
