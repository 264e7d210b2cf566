package dev.sallyport.server.cli;

import dev.sallyport.policy.sql.SqlReader;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Both readers' parse trees side by side, as a security reviewer wants to see them. */
final class ParseTrees {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SqlReader reader;
  private final Terminal terminal;

  ParseTrees(SqlReader reader, Terminal terminal) {
    this.reader = reader;
    this.terminal = terminal;
  }

  void print(String sql) {
    SqlReader.Trees trees = reader.trees(sql);
    if (terminal.json()) {
      terminal.document(Map.of("postgres", trees.postgres(), "jsqlparser", trees.jsqlparser()));
      return;
    }
    section("PostgreSQL's grammar", indented(trees.postgres()));
    terminal.line("");
    section("JSqlParser", trees.jsqlparser());
  }

  /** A refusal is words, not a document. */
  private static String indented(String tree) {
    return tree.startsWith("{")
        ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(tree))
        : tree;
  }

  private void section(String title, String tree) {
    terminal.line(terminal.paint(Paint.STRONG, title));
    tree.lines().forEach(line -> terminal.line("  " + Visible.text(line)));
  }
}
