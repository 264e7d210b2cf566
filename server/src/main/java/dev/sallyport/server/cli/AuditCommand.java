package dev.sallyport.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What happened, link by link. */
@Command(name = "audit", description = "show, verify and export the audit log")
final class AuditCommand extends GroupCommand {
  static CommandLine line() {
    return new CommandLine(new AuditCommand())
        .addSubcommand("show", new AuditShowCommand())
        .addSubcommand("verify", new AuditVerifyCommand())
        .addSubcommand("export", new AuditExportCommand());
  }
}
