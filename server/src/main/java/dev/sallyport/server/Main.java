package dev.sallyport.server;

import dev.sallyport.server.cli.CommandLineFace;

/** The program's entry: everything else is wired from here. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(CommandLineFace.run(LaunchEnvironment.arguments(arguments)));
  }
}
