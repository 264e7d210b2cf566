package dev.sallyport.server.cli;

import dev.sallyport.server.approval.Purpose;
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
    line.addSubcommand("tickets", TicketsCommand.line());
    line.addSubcommand("approve", new TicketApproveCommand());
    line.addSubcommand("reject", new TicketRejectCommand());
    line.addSubcommand("freeze", new FreezeCommand(Purpose.FREEZE));
    line.addSubcommand("thaw", new FreezeCommand(Purpose.THAW));
    line.addSubcommand("approver", ApproverCommand.line());
    line.addSubcommand("environment", EnvironmentCommand.line());
    line.addSubcommand("audit", AuditCommand.line());
    line.addSubcommand("policy", PolicyCommand.line());
    line.addSubcommand("serve", new ServeCommand());
    line.addSubcommand("demo", new DemoCommand());
    line.addSubcommand("doctor", new DoctorCommand());
    line.addSubcommand("version", new VersionCommand());
  }
}
