package dev.sallyport.policy.sql.grammar;

/**
 * PostgreSQL's own grammar: what PostgreSQL's parser makes of a text, without a server.
 *
 * <p>Thread-safe. Callers share a few instances, made when first needed; who finds none idle waits.
 * Cold, the first text takes some hundred milliseconds less if a first instance was made by then:
 * see {@link #warmUp}.
 */
public final class PostgresGrammar implements AutoCloseable {
  private final InstancePool pool;

  /** A grammar that lets as many callers parse at once as there are processors. */
  public PostgresGrammar() {
    this(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * A grammar that lets so many callers parse at once.
   *
   * @param instances each keeps up to 32 MiB of memory
   */
  public PostgresGrammar(int instances) {
    pool = new InstancePool(instances);
  }

  /**
   * Every statement of the text, in order; none where it holds only white space and comments.
   *
   * @throws SyntaxError if PostgreSQL would refuse the text, or it is beyond the bounds within
   *     which the grammar can tell
   * @throws IllegalStateException if the grammar is closed
   */
  public ParseTree parse(String sql) throws SyntaxError {
    Utf8Text text = Utf8Text.of(sql);
    return new ParseTree(text, pool.use(instance -> instance.parse(text)));
  }

  /**
   * The bodies in PL/pgSQL of every {@code CREATE FUNCTION}, {@code CREATE PROCEDURE} and {@code
   * DO} of the text, as libpg_query's JSON document {@code {"plpgsql_funcs":[…]}}, nested at most
   * {@link ParseTree#DEPTH} levels deep.
   *
   * <p>What to know of it: a body in another language is an empty function without an {@code
   * action}; an expression is the text of an SQL expression or statement; and <strong>a declared
   * record's or composite's default is left out</strong> ({@code DECLARE r t := f()} shows no
   * {@code f}), so a body with a {@code PLpgSQL_rec} of its own may call what the document does not
   * show.
   *
   * @throws SyntaxError if a body is refused, without a position; names of types and tables that
   *     the body declares are not looked up, so some sound bodies are refused too
   * @throws IllegalStateException if the grammar is closed
   */
  public String parsePlpgsql(String sql) throws SyntaxError {
    Utf8Text text = Utf8Text.of(sql);
    return pool.use(instance -> instance.parsePlpgsql(text));
  }

  /** Parses a statement, so that classes are loaded and an instance is at hand. */
  public void warmUp() {
    try {
      parse("SELECT 1");
    } catch (SyntaxError e) {
      throw new IllegalStateException("the grammar refuses `SELECT 1`", e);
    }
  }

  /**
   * Waits for the callers that are parsing, then drops every instance. Repeating it does nothing.
   */
  @Override
  public void close() {
    pool.close();
  }
}
