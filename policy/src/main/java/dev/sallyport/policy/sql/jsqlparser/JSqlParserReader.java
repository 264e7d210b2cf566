package dev.sallyport.policy.sql.jsqlparser;

import dev.sallyport.policy.sql.jsqlparser.SecondReading.Parsed;
import dev.sallyport.policy.sql.jsqlparser.SecondReading.Unreadable;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.statement.Block;
import net.sf.jsqlparser.statement.Statement;

/**
 * The second reader: what JSqlParser, in its PostgreSQL dialect, makes of a text.
 *
 * <p>Thread-safe; never throws for any input. Give it only texts that the input limits let pass:
 * its time is bounded for them, and a text that takes longer is unreadable.
 */
public final class JSqlParserReader implements AutoCloseable {
  /** In milliseconds: ten times what the largest text takes that the input limits let pass. */
  private static final long LIMIT = 10_000;

  /** A text up to here takes less time to read than to hand to another thread and back. */
  private static final int SHORT = 1_000;

  /** Brackets of a short text: what JSqlParser's time and stack grow with is how deep they nest. */
  private static final int FEW_BRACKETS = 16;

  private final ParserThreads threads =
      new ParserThreads(Math.max(2, Runtime.getRuntime().availableProcessors()));

  private volatile boolean closed;

  /** Begins to read the text on a thread of this reader, unless it is short and plain. */
  public PendingReading start(String sql) {
    Parsing parsing = new Parsing(sql);
    return !closed && isShort(sql)
        ? PendingReading.later(() -> read(parsing))
        : PendingReading.on(threads.start(() -> read(parsing), parsing::stop), LIMIT);
  }

  /** Whether its reading takes little time and stack, whatever it says. */
  private static boolean isShort(String sql) {
    if (sql.length() > SHORT) {
      return false;
    }
    int brackets = 0;
    for (int i = 0; i < sql.length(); i++) {
      char unit = sql.charAt(i);
      if (unit == '(' || unit == '[') {
        brackets++;
      }
    }
    return brackets <= FEW_BRACKETS;
  }

  /** Everything JSqlParser sees in the text, or why it can't read it. */
  public SecondReading read(String sql) {
    try (PendingReading pending = start(sql)) {
      return pending.await();
    }
  }

  /** JSqlParser's tree of the text, for a security reviewer; one line where it has none. */
  public String tree(String sql) {
    Parsing parsing = new Parsing(sql);
    return threads
        .run(() -> parsing.statements().map(TreeText::of).orElseThrow(), LIMIT, parsing::stop)
        .orElse("JSqlParser can't read the text\n");
  }

  /** Ends the reader's threads; texts read later are unreadable. */
  @Override
  public void close() {
    closed = true;
    threads.close();
  }

  private static SecondReading read(Parsing parsing) {
    return parsing
        .statements()
        .map(statements -> reading(statements, parsing.metForeignWords()))
        .orElseGet(() -> new Unreadable("JSqlParser can't read the text"));
  }

  private static SecondReading reading(List<Statement> statements, boolean foreignWords) {
    List<SecondStatement> seen = new ArrayList<>(statements.size());
    for (Statement statement : statements) {
      if (statement instanceof Block) {
        return new Unreadable("JSqlParser takes `BEGIN` … `END` for one block");
      }
      seen.add(Walk.over(statement, foreignWords));
    }
    return new Parsed(seen);
  }
}
