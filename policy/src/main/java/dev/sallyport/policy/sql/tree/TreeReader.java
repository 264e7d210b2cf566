package dev.sallyport.policy.sql.tree;

import dev.sallyport.policy.sql.Effect;
import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Reference;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.grammar.ParseTree;
import dev.sallyport.policy.sql.grammar.PostgresGrammar;
import dev.sallyport.policy.sql.grammar.SyntaxError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * PostgreSQL's own reading of a text: its statements, and what each would do.
 *
 * <p>Thread-safe. A statement has at least one effect: {@code unknown} where the tree holds
 * anything that the walk was not taught.
 */
public final class TreeReader {
  /**
   * One statement as PostgreSQL's grammar sees it.
   *
   * @param node the type of its node, such as {@code SelectStmt}
   * @param span its place in the text, without white space around it
   */
  public record TreeStatement(
      String node, Span span, List<Effect> effects, Set<Reference> references) {}

  /** The tree of one statement. */
  record Part(Node statement, Span span, String text) {}

  private final PostgresGrammar grammar;

  public TreeReader(PostgresGrammar grammar) {
    this.grammar = grammar;
  }

  /**
   * Every statement of the text, in order.
   *
   * @throws SyntaxError if PostgreSQL would refuse the text
   */
  public List<TreeStatement> read(String sql) throws SyntaxError {
    Bodies bodies = new Bodies(grammar);
    OwnTables own = new OwnTables();
    List<TreeStatement> statements = new ArrayList<>();
    for (Part part : parts(grammar.parse(sql), sql)) {
      Walked walked = own.next(part.statement, walk(bodies, part));
      statements.add(
          new TreeStatement(
              part.statement.type(), part.span, walked.effects(), walked.references()));
    }
    return statements;
  }

  static List<Part> parts(ParseTree tree, String sql) {
    Node document = NodeReader.read(tree.json());
    List<Part> parts = new ArrayList<>();
    for (Node raw : document.peekAll("stmts")) {
      Node statement = raw.peek("stmt");
      if (statement == null) {
        throw new IllegalStateException("a statement without a node");
      }
      Span span = span(tree, sql, raw);
      parts.add(new Part(statement, span, span.of(sql)));
    }
    return parts;
  }

  /** A length of zero means up to the end of the text. */
  private static Span span(ParseTree tree, String sql, Node raw) {
    int first = (int) raw.number("stmt_location");
    int length = (int) raw.number("stmt_len");
    int start = tree.offset(first);
    int end = length == 0 ? sql.length() : tree.offset(first + length);
    while (start < end && isSpace(sql.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(sql.charAt(end - 1))) {
      end--;
    }
    return new Span(start, end);
  }

  /** What PostgreSQL's scanner takes for white space. */
  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u000b';
  }

  /** Walks one statement, then asks whether anything of it was not looked at. */
  static Walked walk(Bodies bodies, Part part) {
    Walk walk = new Walk(bodies, part.text);
    walk.statement(part.statement);
    String left = part.statement.leftOver();
    if (left != null) {
      walk.found().unknown(left);
    }
    Walked walked = walk.found().finish();
    if (walked.effects().isEmpty()) {
      return new Walked(List.of(Effect.of(EffectKind.UNKNOWN)), walked.references());
    }
    return walked;
  }
}
