package dev.sallyport.policy.sql.jsqlparser;

import java.util.Optional;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.statement.Statements;
import org.jspecify.annotations.Nullable;

/**
 * One text being parsed: the quick way, and where that fails the way that looks further ahead for
 * nested conditions. {@link #stop} may come from another thread, and holds for both ways.
 */
final class Parsing {
  private final String sql;
  private volatile boolean stopped;
  private volatile @Nullable PostgresParser parser;

  Parsing(String sql) {
    this.sql = sql;
  }

  /** The text's statements; empty where JSqlParser can't read it or was stopped. */
  Optional<Statements> statements() {
    return attempt(false).or(() -> attempt(true));
  }

  private Optional<Statements> attempt(boolean complex) {
    PostgresParser attempt = new PostgresParser(sql, complex);
    parser = attempt;
    if (stopped) {
      return Optional.empty();
    }
    try {
      return Optional.of(attempt.statements());
    } catch (ParseException | RuntimeException | StackOverflowError e) {
      // JSqlParser throws whatever its grammar's actions happen to throw.
      return Optional.empty();
    }
  }

  /** Whether the text holds words that PostgreSQL would not read as one. */
  boolean metForeignWords() {
    PostgresParser last = parser;
    return last != null && last.metForeignWords();
  }

  void stop() {
    stopped = true;
    PostgresParser current = parser;
    if (current != null) {
      current.stop();
    }
  }
}
