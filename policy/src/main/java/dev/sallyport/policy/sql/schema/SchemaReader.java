package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.grammar.ParseTree;
import dev.sallyport.policy.sql.grammar.PostgresGrammar;
import dev.sallyport.policy.sql.grammar.SyntaxError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a script, or what PostgreSQL prints of an object, and says what is so in a schema once it
 * had run. Thread-safe.
 */
public final class SchemaReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PostgresGrammar grammar;

  /**
   * @param grammar shared with whoever else reads; stays open
   */
  public SchemaReader(PostgresGrammar grammar) {
    this.grammar = grammar;
  }

  /** Reads a script of any number of statements. Never throws for anything a text holds. */
  public SchemaScript read(String sql) {
    ScriptBuilder script = new ScriptBuilder();
    try {
      read(sql, script);
      return script.build();
    } catch (SyntaxError e) {
      return SchemaScript.refused(String.valueOf(e.getMessage()), e.position());
    }
  }

  private void read(String sql, ScriptBuilder script) throws SyntaxError {
    ParseTree tree = grammar.parse(sql);
    for (JsonNode entry : JSON.readTree(tree.json()).path("stmts")) {
      Tree statement = Tree.of(entry.path("stmt"));
      if (statement.is("DoStmt")) {
        readBlock(text(sql, tree, entry), script);
      } else {
        Statements.read(statement, script);
      }
    }
  }

  /** What a block in PL/pgSQL runs, as if every branch were taken. */
  private void readBlock(String block, ScriptBuilder script) {
    try {
      for (String inner : BlockBody.statements(JSON.readTree(grammar.parsePlpgsql(block)))) {
        read(inner, script);
      }
    } catch (SyntaxError e) {
      script.passOver("a part of a DO block");
    }
  }

  private static String text(String sql, ParseTree tree, JsonNode entry) {
    int start = entry.path("stmt_location").asInt(0);
    int length = entry.path("stmt_len").asInt(0);
    return length == 0
        ? sql.substring(tree.offset(start))
        : sql.substring(tree.offset(start), tree.offset(start + length));
  }
}
