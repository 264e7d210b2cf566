package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.definition.Definition.Control;
import dev.sallyport.policy.sql.definition.Definition.Control.Verb;
import dev.sallyport.policy.sql.definition.Definition.DropDatabase;
import dev.sallyport.policy.sql.definition.Definition.Lock;
import dev.sallyport.policy.sql.definition.Definition.Maintain;
import dev.sallyport.policy.sql.definition.Definition.Other;
import dev.sallyport.policy.sql.definition.Definition.Refresh;
import dev.sallyport.policy.sql.definition.Definition.Reindex;
import dev.sallyport.policy.sql.schema.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Which reader reads which statement. */
final class Statements {
  private static final Map<String, Function<Tree, Definition>> READERS =
      Map.ofEntries(
          Map.entry("IndexStmt", Objects::createIndex),
          Map.entry("CreateTableAsStmt", Objects::createTableAs),
          Map.entry("DropStmt", Objects::drop),
          Map.entry("RenameStmt", Objects::rename),
          Map.entry("AlterObjectSchemaStmt", Objects::move),
          Map.entry("CreateEnumStmt", Objects::createEnum),
          Map.entry("AlterEnumStmt", Objects::alterEnum),
          Map.entry("CreateDomainStmt", Objects::createDomain),
          Map.entry("AlterDomainStmt", Objects::alterDomain),
          Map.entry("CreateFunctionStmt", Objects::createRoutine),
          Map.entry("CreateTrigStmt", Objects::createTrigger),
          Map.entry("CreatePolicyStmt", Objects::createPolicy),
          Map.entry("RuleStmt", Objects::createRule),
          Map.entry("ViewStmt", Objects::createView),
          Map.entry("CreateSchemaStmt", Objects::createSchema),
          Map.entry("CreateExtensionStmt", Objects::createExtension),
          Map.entry("CreateSeqStmt", Objects::createSequence),
          Map.entry("CompositeTypeStmt", Objects::createComposite),
          Map.entry("TruncateStmt", Rows::truncate),
          Map.entry("SelectStmt", Rows::select),
          Map.entry("VariableSetStmt", Rows::parameter),
          Map.entry("DropdbStmt", Statements::dropDatabase),
          Map.entry("ReindexStmt", Statements::reindex),
          Map.entry("VacuumStmt", Statements::vacuum),
          Map.entry("ClusterStmt", Statements::cluster),
          Map.entry("RefreshMatViewStmt", Statements::refresh),
          Map.entry("LockStmt", Statements::lock),
          Map.entry("TransactionStmt", Statements::control));

  /** Statements that PostgreSQL refuses inside a transaction block. */
  private static final Set<String> OUTSIDE =
      Set.of(
          "CreatedbStmt",
          "CreateTableSpaceStmt",
          "DropTableSpaceStmt",
          "AlterSystemStmt",
          "CreateSubscriptionStmt");

  private Statements() {}

  /** The definition of every statement but those about rows, tables and blocks. */
  static Definition read(Tree statement) {
    Function<Tree, Definition> reader = READERS.get(statement.type());
    return reader == null ? other(statement.type()) : reader.apply(statement);
  }

  private static Definition other(String type) {
    String words =
        type.replaceFirst("Stmt$", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toUpperCase(Locale.ROOT);
    return new Other(words, OUTSIDE.contains(type));
  }

  private static Definition dropDatabase(Tree statement) {
    return new DropDatabase(statement.text("dbname"), statement.flag("missing_ok"));
  }

  private static Definition reindex(Tree statement) {
    String kind = statement.text("kind").replace("REINDEX_OBJECT_", "").toLowerCase(Locale.ROOT);
    ObjectName name =
        statement.has("relation")
            ? statement.relation("relation")
            : new ObjectName(null, statement.text("name"));
    return new Reindex(kind, name, has(statement, "params", "concurrently"));
  }

  private static boolean has(Tree statement, String field, String option) {
    for (Tree element : statement.children(field)) {
      if (element.text("defname").equals(option)) {
        Tree value = element.child("arg");
        return !value.text("sval").matches("(?i)false|off|0")
            && !(value.is("Boolean") && !value.flag("boolval"));
      }
    }
    return false;
  }

  private static Definition vacuum(Tree statement) {
    List<ObjectName> tables =
        statement.children("rels").stream().map(r -> r.relation("relation")).toList();
    boolean vacuums = statement.flag("is_vacuumcmd");
    return new Maintain(
        vacuums ? "VACUUM" : "ANALYZE", tables, vacuums && has(statement, "options", "full"));
  }

  private static Definition cluster(Tree statement) {
    List<ObjectName> tables =
        statement.has("relation") ? List.of(statement.relation("relation")) : List.of();
    return new Maintain("CLUSTER", tables, true);
  }

  private static Definition refresh(Tree statement) {
    return new Refresh(
        statement.relation("relation"), statement.flag("concurrent"), statement.flag("skipData"));
  }

  /** Modes 7 and 8 keep readers or writers of rows out as well. */
  private static Definition lock(Tree statement) {
    List<ObjectName> tables =
        statement.children("relations").stream().map(TableChanges::name).toList();
    return new Lock(tables, statement.number("mode") >= 5);
  }

  private static Definition control(Tree statement) {
    return new Control(
        switch (statement.text("kind")) {
          case "TRANS_STMT_BEGIN", "TRANS_STMT_START" -> Verb.BEGIN;
          case "TRANS_STMT_COMMIT", "TRANS_STMT_PREPARE" -> Verb.COMMIT;
          case "TRANS_STMT_ROLLBACK" -> Verb.ROLLBACK;
          default -> Verb.SAVEPOINT;
        });
  }
}
