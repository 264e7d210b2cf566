package dev.sallyport.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The security team's tools for {@code policies.yaml}. */
@Command(name = "policy", description = "check, test, explain, replay and trust a policy")
final class PolicyCommand extends GroupCommand {
  static CommandLine line() {
    return new CommandLine(new PolicyCommand())
        .addSubcommand("check", new PolicyCheckCommand())
        .addSubcommand("test", new PolicyTestCommand())
        .addSubcommand("explain", new PolicyExplainCommand())
        .addSubcommand("replay", new PolicyReplayCommand())
        .addSubcommand("trust", new PolicyTrustCommand())
        .addSubcommand("schema", new PolicySchemaCommand())
        .addSubcommand("init", new PolicyInitCommand());
  }
}
