package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.database.DatabaseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** One screen of checks with their remedies. */
@Command(name = "doctor", description = "check everything Sallyport needs, with remedies")
final class DoctorCommand extends SallyportCommand {
  private static final int WIDTH = 62;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    List<Finding> findings = new Checkup(sallyport).findings();
    List<String> grants = grants(sallyport, findings);
    if (terminal.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("findings", findings.stream().map(Finding::toMap).toList());
      document.put("grants", grants);
      terminal.document(document);
    } else {
      findings.forEach(finding -> print(finding, terminal));
      if (!grants.isEmpty()) {
        terminal.line("");
        terminal.line("Roles with no more than Sallyport needs, to be made by the owner:");
        grants.forEach(
            statement ->
                Columns.wrap(Visible.text(statement) + ";", WIDTH)
                    .forEach(line -> terminal.line("  " + line)));
      }
    }
    return findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.BAD)
        ? ExitCode.FOUND
        : ExitCode.DONE;
  }

  private static void print(Finding finding, Terminal terminal) {
    String mark =
        switch (finding.grade()) {
          case GOOD -> terminal.paint(Paint.GOOD, "ok  ");
          case DOUBTFUL -> terminal.paint(Paint.WAITING, "look");
          case BAD -> terminal.paint(Paint.BAD, "BAD ");
        };
    List<String> lines = new ArrayList<>(Columns.wrap(Visible.text(finding.message()), WIDTH));
    if (!finding.help().isEmpty()) {
      lines.addAll(Columns.wrap("help: " + Visible.text(finding.help()), WIDTH));
    }
    terminal.line(mark + " " + String.format("%-12s", finding.check()) + lines.get(0));
    lines.stream().skip(1).forEach(line -> terminal.line(" ".repeat(17) + line));
  }

  /** Nothing where the role has no power too many. */
  private static List<String> grants(Sallyport sallyport, List<Finding> findings) {
    boolean asked =
        findings.stream()
            .anyMatch(
                finding ->
                    finding.check().equals("role") && finding.grade() == Finding.Grade.DOUBTFUL);
    if (!asked) {
      return List.of();
    }
    try {
      return sallyport.leastPrivileges();
    } catch (DatabaseException e) {
      return List.of();
    }
  }
}
