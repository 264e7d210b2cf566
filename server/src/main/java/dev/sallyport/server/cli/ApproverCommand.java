package dev.sallyport.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Who may open the second gate. */
@Command(name = "approver", description = "make and list approvers' keys")
final class ApproverCommand extends GroupCommand {
  static CommandLine line() {
    return new CommandLine(new ApproverCommand())
        .addSubcommand("init", new ApproverInitCommand())
        .addSubcommand("list", new ApproverListCommand())
        .addSubcommand("revoke", new ApproverRevokeCommand());
  }
}
