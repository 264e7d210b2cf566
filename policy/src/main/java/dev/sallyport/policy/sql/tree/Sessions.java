package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Qualifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Transactions, prepared statements, cursors, notifications and other state of a session. */
final class Sessions {
  static @Nullable Visitor of(String type) {
    return switch (type) {
      case "TransactionStmt" -> Sessions::transaction;
      case "ConstraintsSetStmt" -> Sessions::constraints;
      case "DiscardStmt" -> Sessions::discard;
      case "PrepareStmt" -> Sessions::prepare;
      case "ExecuteStmt" -> Sessions::execute;
      case "DeallocateStmt" -> Sessions::deallocate;
      case "DeclareCursorStmt" -> Sessions::declare;
      case "FetchStmt" -> Sessions::fetch;
      case "ClosePortalStmt" -> Sessions::close;
      case "ListenStmt" -> (walk, node) -> state(walk, node.text("conditionname"));
      case "UnlistenStmt" -> (walk, node) -> state(walk, node.text("conditionname"));
      case "NotifyStmt" -> Sessions::send;
      case "ExplainStmt" -> Sessions::explain;
      default -> null;
    };
  }

  /** The options of EXPLAIN in PostgreSQL 18; an extension may bring others. */
  private static final Set<String> EXPLAIN_OPTIONS =
      Set.of(
          "analyze",
          "verbose",
          "costs",
          "settings",
          "generic_plan",
          "buffers",
          "serialize",
          "wal",
          "timing",
          "summary",
          "memory",
          "format");

  private Sessions() {}

  /** What a prepared transaction did is not in the text that ends it. */
  private static void transaction(Walk walk, Node node) {
    node.skip("savepoint_name", "gid", "chain");
    Options.of(walk, node, "options");
    switch (node.text("kind")) {
      case "TRANS_STMT_BEGIN",
          "TRANS_STMT_START",
          "TRANS_STMT_COMMIT",
          "TRANS_STMT_ROLLBACK",
          "TRANS_STMT_SAVEPOINT",
          "TRANS_STMT_RELEASE",
          "TRANS_STMT_ROLLBACK_TO",
          "TRANS_STMT_PREPARE" ->
          walk.effect(EffectKind.TRANSACTION);
      case "TRANS_STMT_COMMIT_PREPARED", "TRANS_STMT_ROLLBACK_PREPARED" -> {
        ObjectName name = ObjectName.of(node.text("gid"));
        walk.effect(EffectKind.TRANSACTION, ObjectKind.OTHER, name, Qualifier.NON_TRANSACTIONAL);
        walk.effect(EffectKind.CALL, ObjectKind.OTHER, name);
      }
      default -> walk.found().unknown("TransactionStmt " + node.text("kind"));
    }
  }

  private static void state(Walk walk, String name) {
    walk.effect(EffectKind.SESSION, ObjectKind.SESSION, ObjectName.of(name));
  }

  private static void constraints(Walk walk, Node node) {
    node.skip("deferred");
    node.children("constraints", "RangeVar").forEach(Names::relation);
    state(walk, "constraints");
  }

  private static void discard(Walk walk, Node node) {
    boolean all = node.text("target").equals("DISCARD_ALL");
    walk.effect(
        EffectKind.SESSION,
        ObjectKind.SESSION,
        ObjectName.NONE,
        Qualifiers.when(all, Qualifier.NON_TRANSACTIONAL));
  }

  /** Both keep a statement for later, and count as that statement now. */
  private static void prepare(Walk walk, Node node) {
    state(walk, node.text("name"));
    node.children("argtypes", "TypeName").forEach(type -> Types.use(walk, type));
    walk.statement(node.child("query"));
  }

  private static void declare(Walk walk, Node node) {
    node.skip("options");
    state(walk, node.text("portalname"));
    walk.statement(node.child("query"));
  }

  /** What was prepared under the name is not in this text. */
  private static void execute(Walk walk, Node node) {
    walk.effect(EffectKind.CALL, ObjectKind.OTHER, ObjectName.of(node.text("name")));
    walk.expressions(node.children("params"));
  }

  private static void deallocate(Walk walk, Node node) {
    node.skip("isall");
    state(walk, node.text("name"));
  }

  private static void fetch(Walk walk, Node node) {
    node.skip("direction", "howMany", "ismove");
    state(walk, node.text("portalname"));
  }

  private static void close(Walk walk, Node node) {
    state(walk, node.text("portalname"));
  }

  /** What listeners do with a notification, nobody here knows. */
  private static void send(Walk walk, Node node) {
    node.skip("payload");
    walk.effect(EffectKind.CALL, ObjectKind.OTHER, ObjectName.of(node.text("conditionname")));
  }

  /** Explaining counts as what is explained: ANALYZE runs it, and planning runs functions. */
  private static void explain(Walk walk, Node node) {
    for (String option : Options.of(walk, node, "options").names()) {
      if (!EXPLAIN_OPTIONS.contains(option)) {
        walk.found().unknown("EXPLAIN " + option);
      }
    }
    walk.statement(node.child("query"));
  }
}
