package dev.sallyport.server.cli;

import dev.sallyport.server.approval.Purpose;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The list of commands: a new one is a class and a line here. */
final class Commands {
  private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

  private Commands() {
    commands.put("status", StatusCommand::new);
    commands.put("describe", DescribeCommand::new);
    commands.put("query", QueryCommand::new);
    commands.put("execute", ExecuteCommand::new);
    commands.put("propose", ProposeCommand::new);
    commands.put("migrate", MigrateCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("tickets", TicketsCommand::line);
    commands.put("approve", TicketApproveCommand::new);
    commands.put("reject", TicketRejectCommand::new);
    commands.put("freeze", () -> new FreezeCommand(Purpose.FREEZE));
    commands.put("thaw", () -> new FreezeCommand(Purpose.THAW));
    commands.put("approver", ApproverCommand::line);
    commands.put("environment", EnvironmentCommand::line);
    commands.put("audit", AuditCommand::line);
    commands.put("policy", PolicyCommand::line);
    commands.put("diff", DiffCommand::new);
    commands.put("validate", ValidateCommand::new);
    commands.put("generate", GenerateCommand::new);
    commands.put("hook", HookCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("init", InitCommand::new);
    commands.put("serve", ServeCommand::new);
    commands.put("demo", DemoCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("bench", BenchCommand::new);
    commands.put("completion", CompletionCommand::new);
    commands.put("version", VersionCommand::new);
  }

  /**
   * Adds the command that is asked for, or all of them where it is none of them. Building every
   * command takes longer than a server may take to start.
   *
   * @param arguments the command line
   */
  static void addTo(CommandLine line, String[] arguments) {
    Map<String, Supplier<Object>> commands = new Commands().commands;
    Supplier<Object> asked = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (asked == null) {
      commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    } else {
      line.addSubcommand(arguments[0], asked.get());
    }
  }
}
