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
