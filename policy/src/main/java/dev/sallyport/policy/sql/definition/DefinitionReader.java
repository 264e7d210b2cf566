package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Qualifier;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.Definition.Block;
import dev.sallyport.policy.sql.definition.Definition.Other;
import dev.sallyport.policy.sql.definition.Definition.Unreadable;
import dev.sallyport.policy.sql.grammar.ParseTree;
import dev.sallyport.policy.sql.grammar.PostgresGrammar;
import dev.sallyport.policy.sql.grammar.SyntaxError;
import dev.sallyport.policy.sql.schema.BlockBody;
import dev.sallyport.policy.sql.schema.Tree;
import dev.sallyport.policy.sql.tree.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a script into definitions, with PostgreSQL's own grammar. Thread-safe; no text makes it
 * throw: where PostgreSQL would refuse the whole, each statement that can be told apart is read by
 * itself.
 */
public final class DefinitionReader {
  /** A script beyond it is read statement by statement, a statement beyond it not at all. */
  private static final int LARGEST = 1 << 20;

  /** Statements that are read one by one, in a script that is read so. */
  private static final int MOST = 20_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> WRITES =
      Set.of("InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CopyStmt");
  private static final Pattern GUARD =
      Pattern.compile("(?is).*(\\bexception\\s+when\\b|\\bif\\s+.*\\bthen\\b).*");

  private final PostgresGrammar grammar;
  private final TreeReader effects;

  /**
   * @param grammar shared with whoever else reads; stays open
   */
  public DefinitionReader(PostgresGrammar grammar) {
    this.grammar = grammar;
    this.effects = new TreeReader(grammar);
  }

  /** Reads a script of any number of statements, good or broken. */
  public Script read(String text) {
    ScriptScan scan = new ScriptScan(text);
    List<DefinedStatement> statements;
    if (text.length() > LARGEST || scan.pieces().stream().anyMatch(ScriptScan.Piece::psql)) {
      statements = pieces(text, scan);
    } else {
      try {
        statements = parsed(text, 0, text, scan);
      } catch (SyntaxError e) {
        statements = pieces(text, scan);
      }
    }
    return new Script(text, statements, scan.comments());
  }

  private List<DefinedStatement> pieces(String text, ScriptScan scan) {
    List<DefinedStatement> statements = new ArrayList<>();
    Bulk bulk = new Bulk(text);
    int read = 0;
    for (ScriptScan.Piece piece : scan.pieces()) {
      Span span = piece.span();
      if (piece.psql()) {
        String own = span.of(text);
        statements.add(new DefinedStatement(span, own, psql(own, span.start())));
      } else if (text.length() <= LARGEST || !bulk.take(span, statements)) {
        if (++read > MOST) {
          statements.add(
              skipped(
                  span,
                  "the script has more than " + MOST + " statements besides its rows",
                  "nobody looked from here on; split the script"));
          break;
        }
        statements.addAll(alone(text, span, scan));
      }
    }
    return statements;
  }

  private List<DefinedStatement> alone(String text, Span span, ScriptScan scan) {
    if (span.end() - span.start() > LARGEST) {
      return List.of(
          skipped(
              span,
              "the statement is longer than " + (LARGEST >> 10) + " KiB",
              "nobody looked at it; split it"));
    }
    String own = span.of(text);
    try {
      return parsed(own, span.start(), text, scan);
    } catch (SyntaxError e) {
      return List.of(
          refused(
              span,
              own,
              e.message().replaceAll("\\s+", " "),
              Math.max(0, e.position()),
              "correct the statement there"));
    }
  }

  private static DefinedStatement refused(
      Span span, String own, String message, int position, String help) {
    return new DefinedStatement(
        span, own, new Unreadable(message, span.start() + position, help, false));
  }

  private static DefinedStatement skipped(Span span, String message, String help) {
    return new DefinedStatement(span, "", new Unreadable(message, span.start(), help, true));
  }

  /** A line that only psql reads, or the rows that COPY takes: a migration runner sends both. */
  private static Definition psql(String own, int position) {
    return own.startsWith("\\")
        ? new Unreadable(
            "`"
                + own.strip().split("\\s", 2)[0]
                + "` is a command of psql's, which PostgreSQL itself does not know",
            position,
            "write it in SQL, or run the file with psql",
            false)
        : new Other("COPY DATA", false);
  }

  private List<DefinedStatement> parsed(String text, int base, String script, ScriptScan scan)
      throws SyntaxError {
    ParseTree tree = grammar.parse(text);
    List<DefinedStatement> statements = new ArrayList<>();
    for (JsonNode entry : JSON.readTree(tree.json()).path("stmts")) {
      int first = entry.path("stmt_location").asInt(0);
      int length = entry.path("stmt_len").asInt(0);
      int start = scan.skipSpace(base + tree.offset(first));
      int end = base + (length == 0 ? text.length() : tree.offset(first + length));
      Span span = new Span(start, Math.max(start, trimmed(script, end)));
      Places places = new Places(tree, base, script, span);
      statements.add(
          new DefinedStatement(
              span, span.of(script), definition(Tree.of(entry.path("stmt")), places)));
    }
    return statements;
  }

  private static int trimmed(String script, int end) {
    int last = end;
    while (last > 0 && Character.isWhitespace(script.charAt(last - 1))) {
      last--;
    }
    return last;
  }

  private Definition definition(Tree statement, Places places) {
    String text = places.statement().of(places.script());
    return switch (statement.type()) {
      case "CreateStmt" -> TableChanges.create(statement, places);
      case "AlterTableStmt" -> TableChanges.alter(statement, places);
      case "DoStmt" -> block(text);
      default ->
          WRITES.contains(statement.type())
              ? Rows.write(statement, isUnbounded(text))
              : Statements.read(statement);
    };
  }

  private boolean isUnbounded(String text) {
    try {
      return effects.read(text).stream()
          .flatMap(statement -> statement.effects().stream())
          .anyMatch(
              effect ->
                  effect.has(Qualifier.UNBOUNDED)
                      && (effect.kind() == EffectKind.UPDATE
                          || effect.kind() == EffectKind.DELETE));
    } catch (SyntaxError e) {
      return false;
    }
  }

  /** What a block in PL/pgSQL runs, as if every branch were taken. */
  private Definition block(String text) {
    List<Definition> inner = new ArrayList<>();
    boolean dynamic = false;
    try {
      for (String own : BlockBody.statements(JSON.readTree(grammar.parsePlpgsql(text)))) {
        dynamic |= own.startsWith("EXECUTE ");
        for (DefinedStatement statement : read(own).statements()) {
          if (!(statement.definition() instanceof Unreadable)) {
            inner.add(statement.definition());
          }
        }
      }
    } catch (SyntaxError e) {
      return new Other("DO", false);
    }
    return new Block(inner, GUARD.matcher(text).matches(), dynamic);
  }
}
