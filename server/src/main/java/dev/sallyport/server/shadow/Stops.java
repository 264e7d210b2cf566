package dev.sallyport.server.shadow;

import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.DatabaseException;

/** Where and why a script stopped. */
final class Stops {
  private Stops() {}

  /** The script can't be read: nothing of it ran. */
  static Replay.Stopped unread(Script script, Reading.Refused refused) {
    return new Replay.Stopped(
        script.source(),
        refused.position() < 0 ? 0 : line(script.sql(), refused.position()),
        0,
        true,
        refused.message(),
        refused.help());
  }

  /** A statement has no place on a shadow: nothing of the script ran. */
  static Replay.Stopped refused(Script script, Statement statement, int number, String why) {
    return new Replay.Stopped(
        script.source(),
        lineOf(script, statement, 0),
        number,
        true,
        "the statement does not run on a shadow database: " + why,
        "take it out of the script, and have a person run it");
  }

  /** PostgreSQL refuses a statement. */
  static Replay.Stopped failed(
      Script script, Statement statement, int number, DatabaseException e) {
    return new Replay.Stopped(
        script.source(),
        lineOf(script, statement, Math.max(0, e.position())),
        number,
        false,
        e.message(),
        FailureHelp.of(e));
  }

  private static int lineOf(Script script, Statement statement, int within) {
    return line(script.sql(), statement.span().start() + within);
  }

  private static int line(String text, int position) {
    return 1
        + (int)
            text.chars().limit(Math.min(position, text.length())).filter(c -> c == '\n').count();
  }
}
