package dev.sallyport.policy.command;

/** One thing that a command line would do and that matters here. */
public sealed interface Act {

  /**
   * What tells it from others. Records' own comparison is linked at run time, which costs a hook
   * more than reading the command does.
   */
  String key();

  /**
   * Something that must not happen past the gate.
   *
   * @param what lower case, one line, what was typed in backticks
   * @param help the way forward, with the tool that does it
   */
  record Bypass(String what, String help) implements Act {
    @Override
    public String key() {
      return "bypass " + what + '\0' + help;
    }
  }

  /** Something that may be harmless or not, and only a person can tell. */
  record Doubt(String what, String help) implements Act {
    @Override
    public String key() {
      return "doubt " + what + '\0' + help;
    }
  }

  /**
   * SQL that would reach a database.
   *
   * @param text the script; what could not be told stands in it as {@code sallyport_unknown}
   * @param through the program that would send it
   * @param certain whether it is SQL for sure; a string in a program's text only looks like it
   */
  record Sql(String text, String through, boolean certain) implements Act {
    @Override
    public String key() {
      return "sql " + certain + text + '\0' + through;
    }
  }

  /**
   * A file that would be read, written or removed.
   *
   * @param path absolute and normal, as far as it could be told
   */
  record FileUse(Access access, String path, String through) implements Act {
    @Override
    public String key() {
      return "file " + access + path + '\0' + through;
    }
  }

  /** A command of which nothing is known; only a strict guard minds. */
  record Unknown(String what) implements Act {
    @Override
    public String key() {
      return "unknown " + what;
    }
  }

  /** What is done to a file. */
  enum Access {
    READ,
    WRITE,
    REMOVE
  }
}
