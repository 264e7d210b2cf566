package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.Act;

/** What stands behind the point where a script leaves the grammar. */
final class UnreadText {
  private final Walk walk;
  private final Walk.Programs programs;

  UnreadText(Walk walk, Walk.Programs programs) {
    this.walk = walk;
    this.programs = programs;
  }

  /** Asks where a program that reaches databases is named; else it is merely unknown. */
  void report(String text) {
    for (String word : text.split("[^A-Za-z0-9_-]+")) {
      if (programs.of(word) instanceof Weighty) {
        walk.report(
            new Act.Doubt(
                "the command can't be read as a shell would, and names `" + word + "`",
                "write it in a plainer form"));
        return;
      }
    }
    walk.report(new Act.Unknown("a text that is no shell script"));
  }
}
