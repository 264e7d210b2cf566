package dev.sallyport.policy.command;

/** One thing that a command line would do and that matters here. */
public sealed interface Act {

  /**
   * Something that must not happen past the gate.
   *
   * @param what lower case, one line, what was typed in backticks
   * @param help the way forward, with the tool that does it
   */
  record Bypass(String what, String help) implements Act {}

  /** Something that may be harmless or not, and only a person can tell. */
  record Doubt(String what, String help) implements Act {}

  /**
   * SQL that would reach a database.
   *
   * @param text the script; what could not be told stands in it as {@code sallyport_unknown}
   * @param through the program that would send it
   * @param certain whether it is SQL for sure; a string in a program's text only looks like it
   */
  record Sql(String text, String through, boolean certain) implements Act {}

  /**
   * A file that would be read, written or removed.
   *
   * @param path absolute and normal, as far as it could be told
   */
  record FileUse(Access access, String path, String through) implements Act {}

  /** A command of which nothing is known; only a strict guard minds. */
  record Unknown(String what) implements Act {}

  /** What is done to a file. */
  enum Access {
    READ,
    WRITE,
    REMOVE
  }
}
