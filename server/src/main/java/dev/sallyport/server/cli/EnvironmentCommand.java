package dev.sallyport.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Which database belongs to which environment. */
@Command(name = "environment", description = "pin databases to environments")
final class EnvironmentCommand extends GroupCommand {
  static CommandLine line() {
    return new CommandLine(new EnvironmentCommand())
        .addSubcommand("pin", new EnvironmentPinCommand())
        .addSubcommand("list", new EnvironmentListCommand());
  }
}
