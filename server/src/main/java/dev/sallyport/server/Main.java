package dev.sallyport.server;

import dev.sallyport.server.cli.CommandLineFace;
import dev.sallyport.server.cli.HookFace;
import dev.sallyport.server.cli.ServeFace;
import java.util.OptionalInt;

/** The program's entry: everything else is wired from here. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    if (HookFace.isMeant(arguments)) {
      HookFace.run(arguments);
      System.exit(ExitCode.DONE.number());
    }
    String[] given = LaunchEnvironment.arguments(arguments);
    OptionalInt served = ServeFace.run(given);
    System.exit(served.isPresent() ? served.getAsInt() : CommandLineFace.run(given));
  }
}
