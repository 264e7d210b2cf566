package dev.sallyport.policy.sql.jsqlparser;

import java.util.List;

/** What JSqlParser made of a text. */
public sealed interface SecondReading {

  /** JSqlParser accepted the whole text; how many statements it counts is part of its reading. */
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
