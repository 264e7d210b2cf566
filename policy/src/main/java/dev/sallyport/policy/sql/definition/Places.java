package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.grammar.ParseTree;
import dev.sallyport.policy.sql.schema.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of one statement stand in the script.
 *
 * @param base where the parsed text begins in the script
 * @param statement the statement's span in the script
 */
record Places(ParseTree tree, int base, String script, Span statement) {

  /** Where a node begins, if it says so; else where the statement does. */
  Span of(Tree node) {
    int location = node.number("location");
    if (location <= 0) {
      return statement;
    }
    int start = base + tree.offset(location);
    return start < statement.start() || start >= statement.end()
        ? statement
        : new Span(start, statement.end());
  }

  /** The places of an ALTER TABLE's commands: what its commas outside brackets part. */
  List<Span> commands(int count) {
    if (count == 1) {
      return List.of(statement);
    }
    List<Span> spans = new ArrayList<>();
    String text = statement.of(script);
    ScriptScan scan = new ScriptScan(text);
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '\'' || unit == '"') {
        int end = text.indexOf(unit, i + 1);
        i = end < 0 ? text.length() : end;
      } else if (unit == '(' || unit == '[') {
        depth++;
      } else if (unit == ')' || unit == ']') {
        depth--;
      } else if (text.startsWith("--", i) || text.startsWith("/*", i)) {
        i = Math.max(i, scan.skipSpace(i) - 1);
      } else if (unit == ',' && depth == 0) {
        spans.add(new Span(statement.start() + start, statement.start() + i));
        start = scan.skipSpace(i + 1);
      }
    }
    spans.add(new Span(statement.start() + start, statement.end()));
    return spans.size() == count ? spans : java.util.Collections.nCopies(count, statement);
  }
}
