package dev.sallyport.policy.command;

import dev.sallyport.policy.command.program.Registry;
import dev.sallyport.policy.command.walk.Walk;
import java.util.List;

/**
 * Reads shell command lines.
 *
 * <p>Stateless and thread-safe. No input makes it throw; what is too long or too deep to be
 * followed is an {@link Act.Doubt}.
 */
public final class CommandReader {
  private static final int LONGEST = 512 * 1024;

  private final KnownFiles files;
  private final String home;

  /**
   * A reader.
   *
   * @param files the files that a command may name
   * @param home the user's home folder, absolute
   */
  public CommandReader(KnownFiles files, String home) {
    this.files = files;
    this.home = home;
  }

  /**
   * Everything the command line would do that matters, in order.
   *
   * @param folder where it would run, absolute
   */
  public List<Act> read(String commandLine, String folder) {
    if (commandLine.length() > LONGEST) {
      return List.of(
          new Act.Doubt("the command is longer than 512 KiB", "split it into smaller commands"));
    }
    try {
      return new Walk(new Registry(), files, home).through(commandLine, folder);
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(new Act.Doubt("the command can't be read to its end", "write it plainly"));
    }
  }
}
