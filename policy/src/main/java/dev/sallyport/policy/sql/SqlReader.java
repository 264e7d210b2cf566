package dev.sallyport.policy.sql;

import java.util.List;

/**
 * What a text asks of a database, read twice: by PostgreSQL's own grammar and by JSqlParser.
 *
 * <p>Thread-safe. No input makes it throw: a text that is not understood is {@link
 * Reading.Refused}. Readings are kept by exact text.
 */
public final class SqlReader implements AutoCloseable {

  /** A reader that is ready at once; what is slow to start, starts with the first text. */
  public SqlReader() {}

  /** Everything the text would do, or why it will not be run. */
  public Reading read(String sql) {
    return new Reading.Refused(
        "the text could not be read", -1, "report this text to the maintainers");
  }

  /** Both readers' parse trees, as text for a security reviewer. */
  public List<String> trees(String sql) {
    return List.of();
  }

  /** Reads a statement so that the first real one need not wait for class loading. */
  public void warmUp() {}

  /** Ends the readers' threads; texts read later are refused. */
  @Override
  public void close() {}
}
