package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which reader reads which statement. */
final class Statements {
  private static final Map<String, BiConsumer<Tree, ScriptBuilder>> READERS =
      Map.ofEntries(
          Map.entry("CreateStmt", Tables::create),
          Map.entry("CreateTableAsStmt", Tables::createAs),
          Map.entry("AlterTableStmt", TableChanges::alter),
          Map.entry("IndexStmt", Indexes::create),
          Map.entry("CreateEnumStmt", Types::createEnum),
          Map.entry("AlterEnumStmt", Types::alterEnum),
          Map.entry("CompositeTypeStmt", Types::createComposite),
          Map.entry("CreateDomainStmt", Types::createDomain),
          Map.entry("CreateExtensionStmt", Types::createExtension),
          Map.entry("CreateSchemaStmt", Types::createSchema),
          Map.entry("CreateSeqStmt", Types::createSequence),
          Map.entry("ViewStmt", Routines::createView),
          Map.entry("CreateFunctionStmt", Routines::createFunction),
          Map.entry("CreateTrigStmt", Routines::createTrigger),
          Map.entry("CreatePolicyStmt", Routines::createPolicy),
          Map.entry("AlterPolicyStmt", Routines::alterPolicy),
          Map.entry("AlterFunctionStmt", Routines::alterFunction),
          Map.entry("AlterDomainStmt", Types::alterDomain),
          Map.entry("GrantStmt", Privileges::read),
          Map.entry("SelectStmt", Queries::read),
          Map.entry("RuleStmt", Routines::createRule),
          Map.entry("CommentStmt", Names::comment),
          Map.entry("DropStmt", Names::drop),
          Map.entry("RenameStmt", Names::rename),
          Map.entry("AlterObjectSchemaStmt", Names::move),
          Map.entry("VariableSetStmt", Statements::set));

  private static final Set<String> ROWS =
      Set.of("InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CopyStmt", "TruncateStmt");

  /** Statements that leave nothing behind in a schema. */
  private static final Set<String> TRACELESS =
      Set.of(
          "TransactionStmt",
          "VariableShowStmt",
          "LockStmt",
          "VacuumStmt",
          "RefreshMatViewStmt",
          "ReindexStmt",
          "ClusterStmt",
          "CheckPointStmt",
          "DiscardStmt",
          "NotifyStmt",
          "ExplainStmt",
          "ConstraintsSetStmt");

  /** Statements that change what a history is not compared by. */
  private static final Set<String> NOTED = Set.of("AlterOwnerStmt", "AlterSeqStmt");

  private Statements() {}

  static void read(Tree statement, ScriptBuilder script) {
    BiConsumer<Tree, ScriptBuilder> reader = READERS.get(statement.type());
    if (reader != null) {
      reader.accept(statement, script);
    } else if (ROWS.contains(statement.type())) {
      script.changesRows();
    } else if (NOTED.contains(statement.type())) {
      script.note(statement.type().replaceFirst("Stmt$", ""));
    } else if (!TRACELESS.contains(statement.type())) {
      script.passOver(statement.type().replaceFirst("Stmt$", ""));
    }
  }

  private static void set(Tree statement, ScriptBuilder script) {
    if (SearchPath.isSetBy(statement)) {
      script.searches(SearchPath.after(statement));
    }
  }

  /** Whether a relation is gone when the session ends. */
  static boolean isTemporary(Tree statement, String field) {
    return statement.part(field).text("relpersistence").equals("t");
  }

  static SchemaObject table(ObjectName name) {
    return SchemaObject.of(SchemaKind.TABLE, name);
  }
}
