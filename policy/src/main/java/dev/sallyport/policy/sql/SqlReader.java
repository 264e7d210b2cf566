package dev.sallyport.policy.sql;

import dev.sallyport.policy.sql.definition.DefinitionReader;
import dev.sallyport.policy.sql.grammar.PostgresGrammar;
import dev.sallyport.policy.sql.grammar.SyntaxError;
import dev.sallyport.policy.sql.jsqlparser.JSqlParserReader;
import dev.sallyport.policy.sql.jsqlparser.PendingReading;
import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.policy.sql.tree.TreeReader;
import dev.sallyport.policy.sql.tree.TreeReader.TreeStatement;
import java.util.List;
import java.util.Optional;

/**
 * What a text asks of a database, read twice: by PostgreSQL's own grammar and by JSqlParser.
 *
 * <p>Thread-safe. No input makes it throw: a text that is not understood is {@link
 * Reading.Refused}. Readings are kept by exact text.
 */
public final class SqlReader implements AutoCloseable {
  private static final String USUAL = "SELECT id, name FROM users WHERE id = 1";

  private final PostgresGrammar grammar = new PostgresGrammar();
  private final TreeReader trees = new TreeReader(grammar);
  private final JSqlParserReader second = new JSqlParserReader();
  private final RecentReadings recent = new RecentReadings();
  private volatile boolean closed;

  /** A reader that is ready at once; what is slow to start, starts with the first text. */
  public SqlReader() {}

  /** A reader of what scripts leave behind in a schema; it shares this one's grammar. */
  public SchemaReader schemas() {
    return new SchemaReader(grammar);
  }

  /** A reader of what scripts define, for judging migrations; it shares this one's grammar. */
  public DefinitionReader definitions() {
    return new DefinitionReader(grammar);
  }

  /** Everything the text would do, or why it will not be run. */
  public Reading read(String sql) {
    Optional<Reading> known = recent.of(sql);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<Reading.Refused> refusal = InputLimits.refusal(sql);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return readAfresh(sql);
  }

  /** A failure of the reader's own is not kept: the next attempt may succeed. */
  private Reading readAfresh(String sql) {
    try (PendingReading whole = second.start(sql)) {
      List<TreeStatement> statements = trees.read(sql);
      return kept(sql, new Union(sql, statements, second::read).with(whole.await()));
    } catch (SyntaxError e) {
      return kept(sql, Refusals.syntax(e));
    } catch (RuntimeException | StackOverflowError e) {
      return Refusals.failure();
    }
  }

  private Reading kept(String sql, Reading reading) {
    if (!closed) {
      recent.keep(sql, reading);
    }
    return reading;
  }

  /**
   * Both readers' parse trees, for a security reviewer.
   *
   * @param postgres libpg_query's JSON; one line of complaint where the grammar refuses the text
   * @param jsqlparser JSqlParser's tree; one line where it has none
   */
  public record Trees(String postgres, String jsqlparser) {}

  /** Both readers' parse trees of a text. */
  public Trees trees(String sql) {
    Optional<Reading.Refused> refusal = InputLimits.refusal(sql);
    if (refusal.isPresent()) {
      return new Trees(refusal.get().message() + "\n", refusal.get().message() + "\n");
    }
    return new Trees(tree(sql), second.tree(sql));
  }

  private String tree(String sql) {
    try {
      return grammar.parse(sql).json();
    } catch (SyntaxError e) {
      return e.message() + "\n";
    } catch (IllegalStateException e) {
      return "the reader is closed\n";
    }
  }

  /** Reads a statement with both at once, so that the first real one need not wait for classes. */
  public void warmUp() {
    Thread beside = new Thread(() -> second.read(USUAL), "second-reader-warm-up");
    beside.setDaemon(true);
    beside.start();
    read(USUAL);
  }

  /** Ends the readers' threads; texts read later are refused. */
  @Override
  public void close() {
    closed = true;
    recent.forget();
    second.close();
    grammar.close();
  }
}
