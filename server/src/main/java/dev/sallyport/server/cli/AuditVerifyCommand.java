package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.audit.ChainReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Checks every link of the chain, and every ticket against its last record. */
@Command(name = "verify", description = "check the chain; exit 1 names the first broken link")
final class AuditVerifyCommand extends SallyportCommand {
  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    ChainReport report = sallyport.desk().audit().verify();
    List<String> tickets = report.broken().isPresent() ? List.of() : sallyport.desk().verify();
    boolean good = report.broken().isEmpty() && tickets.isEmpty();
    if (terminal.json()) {
      terminal.document(document(report, tickets, good));
    } else {
      report
          .broken()
          .ifPresent(link -> terminal.line(terminal.paint(Paint.BAD, "broken: ") + link.message()));
      tickets.forEach(wrong -> terminal.line(terminal.paint(Paint.BAD, "broken: ") + wrong));
      terminal.line(report.records() + " records hold, up to line " + report.head().sequence());
      terminal.line("head " + report.head().hash());
    }
    return good ? ExitCode.DONE : ExitCode.FOUND;
  }

  private static Map<String, @Nullable Object> document(
      ChainReport report, List<String> tickets, boolean good) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("good", good);
    document.put("records", report.records());
    document.put("sequence", report.head().sequence());
    document.put("head", report.head().hash());
    document.put("broken", report.broken().map(ChainReport.BrokenLink::message).orElse(null));
    document.put("broken_line", report.broken().map(link -> link.sequence()).orElse(null));
    document.put("tickets", tickets);
    return document;
  }
}
