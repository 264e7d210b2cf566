package dev.sallyport.policy.command.program;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.walk.Marks;

/** SQL as the walk found it, made into a text that can be read. */
final class SqlText {
  private SqlText() {}

  /** What can't be told becomes a name, so that the rest of the statement can still be read. */
  static Act.Sql of(String text, String through) {
    return new Act.Sql(readable(text), through, true);
  }

  /** The same for a string that only looks like SQL. */
  static Act.Sql perhaps(String text, String through) {
    return new Act.Sql(readable(text), through, false);
  }

  private static String readable(String text) {
    return Marks.plain(text).replace(Marks.ANYTHING, "sallyport_unknown");
  }
}
