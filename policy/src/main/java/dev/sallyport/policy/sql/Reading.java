package dev.sallyport.policy.sql;

import java.util.List;

/** What reading a text came to. */
public sealed interface Reading {

  /** Every statement of the text, in order; empty where it holds only white space and comments. */
  record Understood(List<Statement> statements) implements Reading {
    public Understood {
      statements = List.copyOf(statements);
    }
  }

  /**
   * The text is not run, whatever the policy says.
   *
   * @param message what is wrong: lower case, one line, no literal of the text
   * @param position UTF-16 offset into the text; -1 where there is none
   * @param help the way forward
   */
  record Refused(String message, int position, String help) implements Reading {}
}
