package dev.sallyport.policy.command;

import java.util.List;

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

  /**
   * Work that no commit holds and that would be thrown away.
   *
   * @param loss which of it
   * @param folder where it would happen, absolute
   * @param paths absolute; none means all there is
   */
  record Discard(Loss loss, String folder, List<String> paths, String through) implements Act {
    public Discard {
      paths = List.copyOf(paths);
    }

    @Override
    public String key() {
      return "discard " + loss + folder + '\0' + String.join("\0", paths) + '\0' + through;
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
    REMOVE,
    /** Put back to what the last commit or the index has. */
    REVERT,
    /** Made to what another commit has. */
    REPLACE
  }

  /** Which work would be thrown away. */
  enum Loss {
    /** Changes of files that Git has. */
    CHANGES,
    /** Files that Git has not, but for those in folders of which it has nothing. */
    NEW_FILES,
    /** Every file that Git has not. */
    NEW_FOLDERS,
    /** Files that Git has not, those among them that it was told to ignore. */
    IGNORED_TOO,
    /** Only files that it was told to ignore. */
    IGNORED
  }
}
