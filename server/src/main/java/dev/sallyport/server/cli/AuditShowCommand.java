package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.audit.AuditLog;
import dev.sallyport.server.audit.AuditRecord;
import dev.sallyport.server.audit.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The newest records, a line each. */
@Command(name = "show", description = "show the newest records")
final class AuditShowCommand extends SallyportCommand {
  @Option(names = "--last", paramLabel = "N", description = "how many (default: 20)")
  int last = 20;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    AuditLog audit = sallyport.desk().audit();
    long after = Math.max(0, audit.head().sequence() - Math.max(1, last));
    List<List<String>> rows = new ArrayList<>();
    audit.forEachAfter(
        after,
        record -> {
          if (terminal.json()) {
            terminal.line(CanonicalJson.text(record.toJson()));
          } else {
            rows.add(row(record));
          }
        });
    if (!terminal.json()) {
      new TableText(terminal).print(List.of("line", "at", "event", "ticket", "by"), rows);
    }
    return ExitCode.DONE;
  }

  private static List<String> row(AuditRecord record) {
    return List.of(
        Long.toString(record.sequence()),
        record.at().toString(),
        record.event(),
        record.ticket() == null ? "" : record.ticket(),
        record.actor());
  }
}
