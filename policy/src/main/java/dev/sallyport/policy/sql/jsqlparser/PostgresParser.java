package dev.sallyport.policy.sql.jsqlparser;

import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.feature.FeatureConfiguration;
import net.sf.jsqlparser.statement.Statements;

/**
 * JSqlParser over one text, in its PostgreSQL dialect, without the modes that guess: no error
 * recovery, no unsupported statements, no square brackets, no backslash escapes. Used once, on one
 * thread; {@link #stop} may come from another.
 */
final class PostgresParser extends CCJSqlParser {
  private final PostgresTokens tokens;

  /**
   * @param complex whether it may look further ahead for nested conditions, as JSqlParser does when
   *     the quick way fails
   */
  PostgresParser(String sql, boolean complex) {
    this(new PostgresTokens(sql), complex);
  }

  private PostgresParser(PostgresTokens tokens, boolean complex) {
    super(tokens);
    this.tokens = tokens;
    withDialect(Dialect.POSTGRESQL);
    withAllowComplexParsing(complex);
    withUnsupportedStatements(false);
    withErrorRecovery(false);
    withSquareBracketQuotation(false);
    withBackslashEscapeCharacter(false);
  }

  /** The original asks its own stream of characters, which this parser does without. */
  @Override
  public FeatureConfiguration getConfiguration() {
    return token_source.configuration;
  }

  /**
   * Every statement of the text.
   *
   * @throws ParseException where JSqlParser can't read it, or was stopped: what it still accepts
   *     then is not its reading
   */
  Statements statements() throws ParseException {
    Statements statements = Statements();
    if (interrupted) {
      throw new ParseException("stopped");
    }
    return statements;
  }

  /** Makes the parser give up soon. */
  void stop() {
    interrupted = true;
  }

  /** Whether it met words that PostgreSQL would not read as one. */
  boolean metForeignWords() {
    return tokens.metForeignWords();
  }

  /** The original lists everything it would have accepted instead, at fifty times the cost. */
  @Override
  public ParseException generateParseException(String location) {
    return new ParseException(
        "line " + getToken(1).beginLine + ", column " + getToken(1).beginColumn);
  }
}
