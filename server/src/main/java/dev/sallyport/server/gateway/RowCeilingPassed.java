package dev.sallyport.server.gateway;

import dev.sallyport.server.database.StatementOutcome;
import java.util.List;

/** More rows changed than the request may change: everything is rolled back. */
final class RowCeilingPassed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String words;

  RowCeilingPassed(String words) {
    super(words);
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Refuses where one statement changed more rows than the ceiling. */
  static void check(List<StatementOutcome> outcomes, long ceiling) {
    for (StatementOutcome outcome : outcomes) {
      if (outcome.rows() > ceiling) {
        throw new RowCeilingPassed(
            "`"
                + outcome.command()
                + "` changed "
                + outcome.rows()
                + " rows, more than the ceiling of "
                + ceiling
                + "; it was rolled back");
      }
    }
  }
}
