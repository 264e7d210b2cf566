package dev.sallyport.server.migration.diff;

import dev.sallyport.server.migration.diff.script.ScriptStatement;
import java.util.List;
import java.util.Objects;

/**
 * Statements that turn one database into another, proven on a copy. Each runs in a transaction of
 * its own or all in one, but for new enum values, which are used only after they are committed.
 */
public record MigrationScript(List<ScriptStatement> statements) {
  public MigrationScript {
    statements = List.copyOf(statements);
  }

  public boolean isEmpty() {
    return statements.isEmpty();
  }

  /** What it may lose, a line each; empty where it keeps every value. */
  public List<String> losses() {
    return statements.stream()
        .map(ScriptStatement::loses)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** The tables that it copies whole under a lock, a line each. */
  public List<String> rewrites() {
    return statements.stream()
        .map(ScriptStatement::rewrites)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /**
   * The script for whoever runs it: in a transaction of its own where a statement may only run when
   * the one before it succeeded, because a program such as psql goes on after an error.
   */
  public String standalone() {
    boolean leans = statements.stream().anyMatch(s -> s.rewrites() != null || s.isGuard());
    return leans ? "BEGIN;\n" + text() + "COMMIT;\n" : text();
  }

  /** The script as a file holds it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (ScriptStatement statement : statements) {
      if (statement.loses() != null) {
        text.append("-- data loss: ").append(statement.loses().replaceAll("[\\r\\n]", " "));
        text.append('\n');
      }
      if (statement.rewrites() != null) {
        text.append("-- ").append(String.valueOf(statement.rewrites()).replaceAll("[\\r\\n]", " "));
        text.append('\n');
      }
      text.append(statement.sql()).append(";\n");
    }
    return text.toString();
  }
}
