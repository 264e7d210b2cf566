package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.audit.CanonicalJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole chain, a JSON object a line, as anyone can check it. */
@Command(name = "export", description = "write the audit log as JSON lines")
final class AuditExportCommand extends SallyportCommand {
  @Option(names = "--after", paramLabel = "LINE", description = "only lines after this one")
  long after;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    sallyport
        .desk()
        .audit()
        .forEachAfter(after, record -> terminal.line(CanonicalJson.text(record.toJson())));
    return ExitCode.DONE;
  }
}
