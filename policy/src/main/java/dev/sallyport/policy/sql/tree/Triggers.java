package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Triggers, rules and policies: what changes the meaning of later statements on a table. */
final class Triggers {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "CreateTrigStmt" -> Triggers::trigger;
      case "CreateEventTrigStmt" -> Triggers::eventTrigger;
      case "AlterEventTrigStmt" -> Triggers::alterEventTrigger;
      case "RuleStmt" -> Triggers::rule;
      case "CreatePolicyStmt" -> (walk, node) -> policy(walk, node, EffectKind.CREATE);
      case "AlterPolicyStmt" -> (walk, node) -> policy(walk, node, EffectKind.ALTER);
      default -> null;
    };
  }

  private Triggers() {}

  private static void trigger(Walk walk, Node node) {
    node.skip("isconstraint", "row", "timing", "events", "deferrable", "initdeferred");
    ObjectName table = walk.relation(node, "relation");
    ObjectName name = Names.member(table, node.text("trigname"));
    Tables.created(walk, node, ObjectKind.TRIGGER, name);
    walk.effect(EffectKind.ALTER, ObjectKind.TABLE, table);
    // It runs later, in statements that do not name it: who lets it be made lets it run.
    Calls.call(walk, Names.qualified(node, "funcname"), List.of());
    Names.parts(node.children("args"));
    Names.parts(node.children("columns"));
    walk.apart(() -> walk.expression(node.child("whenClause")));
    for (Node transition : node.children("transitionRels", "TriggerTransition")) {
      transition.skip("name", "isNew", "isTable");
    }
    if (node.has("constrrel")) {
      walk.relation(node, "constrrel");
    }
  }

  /** Fires on everybody's statements. */
  private static void eventTrigger(Walk walk, Node node) {
    node.skip("eventname");
    Names.parts(node.children("funcname"));
    Options.of(walk, node, "whenclause");
    ObjectName name = ObjectName.of(node.text("trigname"));
    walk.effect(EffectKind.CREATE, ObjectKind.EVENT_TRIGGER, name);
    walk.effect(EffectKind.ADMIN, ObjectKind.EVENT_TRIGGER, name);
  }

  private static void alterEventTrigger(Walk walk, Node node) {
    node.skip("tgenabled");
    ObjectName name = ObjectName.of(node.text("trigname"));
    walk.effect(EffectKind.ALTER, ObjectKind.EVENT_TRIGGER, name);
    walk.effect(EffectKind.ADMIN, ObjectKind.EVENT_TRIGGER, name);
  }

  /** The actions run instead of, or besides, later statements. */
  private static void rule(Walk walk, Node node) {
    node.skip("event", "instead");
    ObjectName table = walk.relation(node, "relation");
    ObjectName name = Names.member(table, node.text("rulename"));
    Tables.created(walk, node, ObjectKind.RULE, name);
    walk.effect(EffectKind.ALTER, ObjectKind.TABLE, table);
    walk.apart(() -> walk.expression(node.child("whereClause")));
    for (Node action : node.children("actions")) {
      walk.qualified(Walk::statement, action, Qualifier.IMPLICIT);
    }
  }

  private static void policy(Walk walk, Node node, EffectKind kind) {
    node.skip("cmd_name", "permissive");
    ObjectName table = walk.relation(node, "table");
    walk.effect(kind, ObjectKind.POLICY, Names.member(table, node.text("policy_name")));
    walk.effect(EffectKind.ALTER, ObjectKind.TABLE, table);
    node.children("roles", "RoleSpec").forEach(Roles::role);
    walk.apart(
        () -> {
          walk.expression(node.child("qual"));
          walk.expression(node.child("with_check"));
        });
  }
}
