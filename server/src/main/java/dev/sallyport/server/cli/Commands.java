package dev.sallyport.server.cli;

import picocli.CommandLine;

/** The list of commands: a new one is a class and a line here. */
final class Commands {
  private Commands() {}

  static void addTo(CommandLine line) {
    line.addSubcommand("status", new StatusCommand());
    line.addSubcommand("describe", new DescribeCommand());
    line.addSubcommand("query", new QueryCommand());
    line.addSubcommand("execute", new ExecuteCommand());
    line.addSubcommand("explain", new ExplainCommand());
    line.addSubcommand("serve", new ServeCommand());
    line.addSubcommand("version", new VersionCommand());
  }
}
