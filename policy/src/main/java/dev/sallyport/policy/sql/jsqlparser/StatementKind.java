package dev.sallyport.policy.sql.jsqlparser;

import static dev.sallyport.policy.sql.EffectKind.ADMIN;
import static dev.sallyport.policy.sql.EffectKind.ALTER;
import static dev.sallyport.policy.sql.EffectKind.CALL;
import static dev.sallyport.policy.sql.EffectKind.CREATE;
import static dev.sallyport.policy.sql.EffectKind.DELETE;
import static dev.sallyport.policy.sql.EffectKind.DROP;
import static dev.sallyport.policy.sql.EffectKind.GRANT;
import static dev.sallyport.policy.sql.EffectKind.INSERT;
import static dev.sallyport.policy.sql.EffectKind.LOCK;
import static dev.sallyport.policy.sql.EffectKind.MAINTENANCE;
import static dev.sallyport.policy.sql.EffectKind.READ;
import static dev.sallyport.policy.sql.EffectKind.SESSION;
import static dev.sallyport.policy.sql.EffectKind.TRANSACTION;
import static dev.sallyport.policy.sql.EffectKind.TRUNCATE;
import static dev.sallyport.policy.sql.EffectKind.UPDATE;

import dev.sallyport.policy.sql.EffectKind;
import java.util.Map;
import java.util.Set;

/**
 * The kinds of statement that the two readers must agree on, each with the statement nodes of
 * PostgreSQL's grammar that it can stand for. JSqlParser's class names are not kinds: its CREATE
 * TABLE is CREATE ACCESS METHOD as well.
 */
public enum StatementKind {
  SELECT(READ, "SelectStmt"),
  INSERT_ROWS(INSERT, "InsertStmt"),
  UPDATE_ROWS(UPDATE, "UpdateStmt"),
  DELETE_ROWS(DELETE, "DeleteStmt"),
  MERGE(UPDATE, "MergeStmt"),
  TRUNCATE_TABLE(TRUNCATE, "TruncateStmt"),
  EXPLAIN(READ, "ExplainStmt"),
  SHOW(READ, "VariableShowStmt"),
  SET(SESSION, "VariableSetStmt", "ConstraintsSetStmt", "TransactionStmt"),
  TRANSACTION_CONTROL(TRANSACTION, "TransactionStmt"),
  LOCK_TABLE(LOCK, "LockStmt"),
  EXECUTE(CALL, "CallStmt", "ExecuteStmt"),
  DO(CALL, "DoStmt"),
  ANALYZE(MAINTENANCE, "VacuumStmt"),
  REFRESH(MAINTENANCE, "RefreshMatViewStmt"),
  COMMENT(ALTER, "CommentStmt"),
  PRIVILEGES(GRANT, "GrantStmt", "GrantRoleStmt"),
  DEFAULT_PRIVILEGES(GRANT, "AlterDefaultPrivilegesStmt"),
  CREATE_TABLE(CREATE, "CreateStmt", "CreateTableAsStmt", "CreateForeignTableStmt", "CreateAmStmt"),
  CREATE_VIEW(CREATE, "ViewStmt", "CreateTableAsStmt"),
  CREATE_INDEX(CREATE, "IndexStmt"),
  CREATE_SEQUENCE(CREATE, "CreateSeqStmt"),
  CREATE_SCHEMA(CREATE, "CreateSchemaStmt"),
  CREATE_DATABASE(ADMIN, "CreatedbStmt"),
  CREATE_ROUTINE(CREATE, "CreateFunctionStmt"),
  CREATE_TRIGGER(CREATE, "CreateTrigStmt"),
  CREATE_POLICY(CREATE, "CreatePolicyStmt"),
  CREATE_TYPE(CREATE, "CompositeTypeStmt", "CreateEnumStmt", "CreateRangeStmt", "DefineStmt"),
  CREATE_DOMAIN(CREATE, "CreateDomainStmt"),
  CREATE_EXTENSION(CREATE, "CreateExtensionStmt"),
  CREATE_ROLE(ADMIN, "CreateRoleStmt"),
  CREATE_PUBLICATION(CREATE, "CreatePublicationStmt"),
  CREATE_SUBSCRIPTION(CREATE, "CreateSubscriptionStmt"),
  ALTER_TABLE(ALTER, "AlterTableStmt", "AlterTableMoveAllStmt"),
  ALTER_VIEW(ALTER, "AlterTableStmt"),
  ALTER_SEQUENCE(ALTER, "AlterSeqStmt", "AlterTableStmt"),
  ALTER_TYPE(ALTER, "AlterTypeStmt", "AlterEnumStmt", "AlterTableStmt"),
  ALTER_DOMAIN(ALTER, "AlterDomainStmt"),
  ALTER_EXTENSION(ALTER, "AlterExtensionStmt", "AlterExtensionContentsStmt"),
  ALTER_ROLE(ADMIN, "AlterRoleStmt", "AlterRoleSetStmt"),
  ALTER_PUBLICATION(ALTER, "AlterPublicationStmt"),
  ALTER_SUBSCRIPTION(ALTER, "AlterSubscriptionStmt"),
  ALTER_SYSTEM(ADMIN, "AlterSystemStmt"),
  DROP_OBJECT(
      DROP,
      "DropStmt",
      "DropRoleStmt",
      "DropOwnedStmt",
      "DropSubscriptionStmt",
      "DropdbStmt",
      "DropTableSpaceStmt",
      "DropUserMappingStmt"),
  /** JSqlParser's class settles nothing: it agrees with any node and claims no effect. */
  UNSETTLED(READ);

  /** JSqlParser's statement classes, by simple name. What is missing is {@link #UNSETTLED}. */
  private static final Map<String, StatementKind> BY_CLASS =
      Map.ofEntries(
          Map.entry("PlainSelect", SELECT),
          Map.entry("SetOperationList", SELECT),
          Map.entry("ParenthesedSelect", SELECT),
          Map.entry("Values", SELECT),
          Map.entry("TableStatement", SELECT),
          Map.entry("LateralSubSelect", SELECT),
          Map.entry("Insert", INSERT_ROWS),
          Map.entry("ParenthesedInsert", INSERT_ROWS),
          Map.entry("Update", UPDATE_ROWS),
          Map.entry("ParenthesedUpdate", UPDATE_ROWS),
          Map.entry("Delete", DELETE_ROWS),
          Map.entry("ParenthesedDelete", DELETE_ROWS),
          Map.entry("Merge", MERGE),
          Map.entry("Truncate", TRUNCATE_TABLE),
          Map.entry("ExplainStatement", EXPLAIN),
          Map.entry("ShowStatement", SHOW),
          Map.entry("SetStatement", SET),
          Map.entry("ResetStatement", SET),
          Map.entry("Commit", TRANSACTION_CONTROL),
          Map.entry("RollbackStatement", TRANSACTION_CONTROL),
          Map.entry("SavepointStatement", TRANSACTION_CONTROL),
          Map.entry("LockStatement", LOCK_TABLE),
          Map.entry("Execute", EXECUTE),
          Map.entry("DoStatement", DO),
          Map.entry("Analyze", ANALYZE),
          Map.entry("RefreshMaterializedViewStatement", REFRESH),
          Map.entry("Comment", COMMENT),
          Map.entry("Grant", PRIVILEGES),
          Map.entry("Revoke", PRIVILEGES),
          Map.entry("AlterDefaultPrivileges", DEFAULT_PRIVILEGES),
          Map.entry("CreateTable", CREATE_TABLE),
          Map.entry("CreateView", CREATE_VIEW),
          Map.entry("CreateIndex", CREATE_INDEX),
          Map.entry("CreateSequence", CREATE_SEQUENCE),
          Map.entry("CreateSchema", CREATE_SCHEMA),
          Map.entry("CreateDatabase", CREATE_DATABASE),
          Map.entry("CreateFunction", CREATE_ROUTINE),
          Map.entry("CreateProcedure", CREATE_ROUTINE),
          Map.entry("CreateTrigger", CREATE_TRIGGER),
          Map.entry("CreatePolicy", CREATE_POLICY),
          Map.entry("CreateType", CREATE_TYPE),
          Map.entry("CreateDomain", CREATE_DOMAIN),
          Map.entry("CreateExtension", CREATE_EXTENSION),
          Map.entry("CreateRole", CREATE_ROLE),
          Map.entry("CreatePublication", CREATE_PUBLICATION),
          Map.entry("CreateSubscription", CREATE_SUBSCRIPTION),
          Map.entry("Alter", ALTER_TABLE),
          Map.entry("RenameTableStatement", ALTER_TABLE),
          Map.entry("AlterView", ALTER_VIEW),
          Map.entry("AlterSequence", ALTER_SEQUENCE),
          Map.entry("AlterType", ALTER_TYPE),
          Map.entry("AlterDomain", ALTER_DOMAIN),
          Map.entry("AlterExtension", ALTER_EXTENSION),
          Map.entry("AlterRole", ALTER_ROLE),
          Map.entry("AlterPublication", ALTER_PUBLICATION),
          Map.entry("AlterSubscription", ALTER_SUBSCRIPTION),
          Map.entry("AlterSystemStatement", ALTER_SYSTEM),
          Map.entry("Drop", DROP_OBJECT));

  /** The nodes that one form or another of most ALTER statements has. */
  private static final Set<String> ALTER_NODES =
      Set.of("RenameStmt", "AlterOwnerStmt", "AlterObjectSchemaStmt", "AlterObjectDependsStmt");

  private final EffectKind effect;
  private final Set<String> nodes;

  StatementKind(EffectKind effect, String... nodes) {
    this.effect = effect;
    this.nodes = Set.of(nodes);
  }

  /** What such a statement does at the least. */
  EffectKind effect() {
    return effect;
  }

  /** Whether this kind can be what PostgreSQL's grammar calls {@code node}. */
  public boolean agreesWith(String node) {
    return nodes.isEmpty()
        || nodes.contains(node)
        || (name().startsWith("ALTER_") && ALTER_NODES.contains(node));
  }

  static StatementKind of(Object statement) {
    return BY_CLASS.getOrDefault(statement.getClass().getSimpleName(), UNSETTLED);
  }
}
