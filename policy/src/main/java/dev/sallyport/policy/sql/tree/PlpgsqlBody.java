package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.ObjectKind;
import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.grammar.SyntaxError;
import java.util.Set;

/**
 * A body in PL/pgSQL: every expression and statement in it is SQL of its own; what EXECUTE runs is
 * made while it runs.
 */
final class PlpgsqlBody {
  /** What runs a string. */
  private static final Set<String> DYNAMIC =
      Set.of("PLpgSQL_stmt_dynexecute", "PLpgSQL_stmt_dynfors");

  /** The records every trigger function has. */
  private static final Set<String> OF_TRIGGERS = Set.of("new", "old");

  private final Bodies bodies;
  private final Findings found;

  PlpgsqlBody(Bodies bodies, Findings found) {
    this.bodies = bodies;
    this.found = found;
  }

  /** Reads libpg_query's document of the bodies in one statement. */
  void read(String document) throws SyntaxError {
    visit(NodeReader.read(document));
  }

  private void visit(Node node) throws SyntaxError {
    switch (node.type()) {
      case "PLpgSQL_expr" -> expression(node);
      case "PLpgSQL_stmt_commit", "PLpgSQL_stmt_rollback" -> found.add(EffectKind.TRANSACTION);
      case "PLpgSQL_rec" -> record(node);
      default -> {
        if (DYNAMIC.contains(node.type()) || node.peek("dynquery") != null) {
          call();
        }
      }
    }
    for (Node child : node.peekAll()) {
      visit(child);
    }
  }

  private void call() {
    found.add(EffectKind.CALL, ObjectKind.LANGUAGE, ObjectName.of("plpgsql"));
  }

  /** The document leaves out what a declared record starts with. */
  private void record(Node node) {
    if (!OF_TRIGGERS.contains(node.peekText("refname"))) {
      call();
    }
  }

  /** The modes are PostgreSQL's RawParseMode: a statement, an expression, an assignment. */
  private void expression(Node node) throws SyntaxError {
    String text = node.peekText("query");
    Object mode = node.peekValue("parseMode");
    long number = mode instanceof Long value ? value : 0;
    if (number == 0) {
      bodies.statements(found, text);
    } else if (number == 2) {
      bodies.statements(found, "SELECT " + text);
    } else {
      assignment(text);
    }
  }

  /** {@code target[index] := expression}; the index may call functions as well. */
  private void assignment(String text) throws SyntaxError {
    int sign = sign(text);
    if (sign < 0) {
      call();
      return;
    }
    int value = text.charAt(sign) == ':' ? sign + 2 : sign + 1;
    bodies.statements(found, "SELECT " + text.substring(0, sign));
    bodies.statements(found, "SELECT " + text.substring(value));
  }

  /** Where the sign of assignment stands, outside quotes and brackets; -1 where there is none. */
  private static int sign(String text) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == '(') {
        depth++;
      } else if (c == ']' || c == ')') {
        depth--;
      } else if (depth == 0 && (c == '=' || c == ':' && text.startsWith(":=", i))) {
        return i;
      }
    }
    return -1;
  }
}
