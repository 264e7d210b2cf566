package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ALTER TABLE and its kin: every command alters the relation, and some do more. Which commands
 * rewrite was measured; where only the catalog could tell, the worse is assumed.
 */
final class TableChanges {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "AlterTableStmt" -> TableChanges::visit;
      default -> null;
    };
  }

  private final Walk walk;
  private final ObjectKind kind;
  private final ObjectName relation;

  private TableChanges(Walk walk, ObjectKind kind, ObjectName relation) {
    this.walk = walk;
    this.kind = kind;
    this.relation = relation;
  }

  private static void visit(Walk walk, Node node) {
    node.skip("missing_ok");
    ObjectKind kind = NamedObject.kind(walk, node.text("objtype"));
    TableChanges changes = new TableChanges(walk, kind, walk.relation(node, "relation"));
    walk.apart(() -> node.children("cmds", "AlterTableCmd").forEach(changes::command));
    if (Relations.isSystem(changes.relation)) {
      walk.effect(EffectKind.ADMIN, kind, changes.relation);
    }
  }

  private void command(Node command) {
    command.skip("missing_ok", "recurse", "num");
    String name = command.text("name");
    Set<Qualifier> cascade = Qualifiers.behavior(command);
    switch (command.text("subtype")) {
      case "AT_AddColumn", "AT_AddColumnToView" -> addColumn(command);
      case "AT_DropColumn" -> dropColumn(name, cascade);
      case "AT_AlterColumnType" -> alterType(name, command.child("def", "ColumnDef"), cascade);
      case "AT_ColumnDefault", "AT_SetExpression" -> expression(command, name);
      case "AT_DropNotNull",
          "AT_SetNotNull",
          "AT_DropExpression",
          "AT_SetStatistics",
          "AT_SetOptions",
          "AT_ResetOptions",
          "AT_SetStorage",
          "AT_SetCompression",
          "AT_SetIdentity",
          "AT_DropIdentity" ->
          column(command, name);
      case "AT_AddIdentity" -> constraint(command, name);
      case "AT_AddConstraint" -> constraint(command, "");
      case "AT_DropConstraint" -> dropConstraint(name, cascade);
      case "AT_AlterConstraint" -> alterConstraint(command);
      case "AT_ValidateConstraint", "AT_ClusterOn", "AT_DropCluster", "AT_DropOids" -> alter();
      case "AT_SetLogged", "AT_SetUnLogged", "AT_SetAccessMethod", "AT_SetTableSpace" ->
          alter(Qualifier.REWRITE);
      case "AT_SetRelOptions", "AT_ResetRelOptions", "AT_ReplaceRelOptions" -> options(command);
      case "AT_GenericOptions", "AT_AlterColumnGenericOptions" -> foreignOptions(command);
      default -> attachment(command);
    }
  }

  /** Commands on triggers, rules, inheritance, partitions, owners and row security. */
  private void attachment(Node command) {
    switch (command.text("subtype")) {
      case "AT_EnableTrig",
          "AT_EnableAlwaysTrig",
          "AT_EnableReplicaTrig",
          "AT_EnableTrigAll",
          "AT_EnableTrigUser",
          "AT_EnableRule",
          "AT_EnableAlwaysRule",
          "AT_EnableReplicaRule",
          "AT_EnableRowSecurity",
          "AT_ForceRowSecurity",
          "AT_DropOf" ->
          alter();
      case "AT_DisableTrig", "AT_DisableTrigAll", "AT_DisableTrigUser", "AT_DisableRule" ->
          alter(); // with ALL also the triggers of foreign keys
      case "AT_DisableRowSecurity", "AT_NoForceRowSecurity" -> access();
      case "AT_ChangeOwner" -> {
        Roles.role(command.part("newowner"));
        access();
      }
      case "AT_AddInherit", "AT_DropInherit" -> parent(command.child("def", "RangeVar"));
      case "AT_AddOf" -> {
        Types.use(walk, command.child("def", "TypeName"));
        alter();
      }
      case "AT_ReplicaIdentity" -> {
        Node identity = command.child("def", "ReplicaIdentityStmt");
        if (identity != null) {
          identity.skip("identity_type", "name");
        }
        alter();
      }
      case "AT_AttachPartition", "AT_DetachPartition", "AT_DetachPartitionFinalize" ->
          partition(command.child("def", "PartitionCmd"));
      default -> walk.found().unknown("AlterTableCmd " + command.text("subtype"));
    }
  }

  private void alter(Qualifier... qualifiers) {
    alter("", Set.of(qualifiers));
  }

  private void alter(String column, Set<Qualifier> qualifiers) {
    Set<String> columns = column.isEmpty() ? Set.of() : Set.of(column);
    walk.found().add(new Effect(EffectKind.ALTER, kind, relation, columns, qualifiers));
  }

  /** Who may see or change the rows is decided anew. */
  private void access() {
    alter();
    walk.effect(EffectKind.GRANT, kind, relation);
  }

  private void addColumn(Node command) {
    Node column = command.child("def", "ColumnDef");
    if (column == null) {
      return;
    }
    String name = column.text("colname");
    boolean rewrites = Rewrites.isRewrittenBy(column);
    Constraints.column(walk, column);
    alter(name, Qualifiers.when(rewrites, Qualifier.REWRITE));
  }

  private void dropColumn(String name, Set<Qualifier> cascade) {
    cascade.add(Qualifier.DATA_LOSS);
    walk.effect(EffectKind.DROP, ObjectKind.COLUMN, Names.member(relation, name), cascade);
    alter(name, cascade);
  }

  private void alterType(String name, @Nullable Node column, Set<Qualifier> qualifiers) {
    if (column == null) {
      return;
    }
    if (Rewrites.mayRewrite(column)) {
      qualifiers.add(Qualifier.REWRITE);
    }
    if (Rewrites.mayLose(name, column)) {
      qualifiers.add(Qualifier.DATA_LOSS);
    }
    Constraints.column(walk, column);
    alter(name, qualifiers);
  }

  private void expression(Node command, String name) {
    boolean rewrites = command.text("subtype").equals("AT_SetExpression");
    walk.expression(command.child("def"));
    alter(name, Qualifiers.when(rewrites, Qualifier.REWRITE));
  }

  private void column(Node command, String name) {
    Options.inert(walk, command.child("def"));
    alter(name, EnumSet.noneOf(Qualifier.class));
  }

  private void constraint(Node command, String column) {
    Node constraint = command.child("def", "Constraint");
    if (constraint != null) {
      Constraints.constraint(walk, constraint);
    }
    alter(column, Set.of());
  }

  private void dropConstraint(String name, Set<Qualifier> cascade) {
    walk.effect(EffectKind.DROP, ObjectKind.CONSTRAINT, Names.member(relation, name), cascade);
    alter("", cascade);
  }

  private void alterConstraint(Node command) {
    Node change = command.child("def", "ATAlterConstraint");
    if (change != null) {
      change.skip(
          "conname",
          "alterEnforceability",
          "is_enforced",
          "alterDeferrability",
          "deferrable",
          "initdeferred",
          "alterInheritability",
          "noinherit");
    }
    alter();
  }

  private void options(Node command) {
    Options.inert(walk, command.child("def"));
    alter();
  }

  /** Options of a foreign table say which remote relation it is. */
  private void foreignOptions(Node command) {
    options(command);
    walk.effect(EffectKind.NETWORK, kind, relation);
  }

  private void parent(@Nullable Node parent) {
    alter();
    if (parent != null) {
      walk.effect(EffectKind.ALTER, ObjectKind.TABLE, walk.relation(parent));
    }
  }

  private void partition(@Nullable Node command) {
    if (command == null) {
      alter();
      return;
    }
    Set<Qualifier> qualifiers =
        command.flag("concurrent")
            ? Set.of(Qualifier.CONCURRENTLY, Qualifier.NON_TRANSACTIONAL)
            : Set.of();
    Constraints.partitionBound(walk, command.part("bound"));
    alter("", qualifiers);
    List<Node> named = command.has("name") ? List.of(command) : List.of();
    named.forEach(
        node -> walk.effect(EffectKind.ALTER, kind, walk.relation(node, "name"), qualifiers));
  }
}
