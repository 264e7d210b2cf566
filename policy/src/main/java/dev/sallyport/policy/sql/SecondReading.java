package dev.sallyport.policy.sql;

import java.util.List;

/** What JSqlParser made of a text. */
sealed interface SecondReading {

  /** JSqlParser accepted the whole text. */
  record Parsed(List<SecondStatement> statements) implements SecondReading {
    public Parsed {
      statements = List.copyOf(statements);
    }
  }

  /**
   * JSqlParser could not read the text, or not in time.
   *
   * @param reason lower case, one line, no literal of the text
   */
  record Unreadable(String reason) implements SecondReading {}
}
