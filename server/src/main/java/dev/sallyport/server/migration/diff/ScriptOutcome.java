package dev.sallyport.server.migration.diff;

import java.util.List;

/** What asking for a script came to. */
public sealed interface ScriptOutcome {

  /**
   * A script that made a copy of the first database equal to the second.
   *
   * @param remarks what could not be tried, in words
   */
  record Proven(MigrationScript script, List<String> remarks) implements ScriptOutcome {
    public Proven {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * No script: what was tried did not lead to the second database.
   *
   * @param message lower case, one line
   * @param help the way forward
   * @param left what still differs, a line each
   * @param tried what was tried, as a start for a script by hand; never to be run as it is
   */
  record Refused(String message, String help, List<String> left, MigrationScript tried)
      implements ScriptOutcome {
    public Refused {
      left = List.copyOf(left);
    }
  }
}
