package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.FindingsFormat;
import dev.sallyport.server.migration.prisma.ProjectValidation;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is wrong with the schema and the migrations, without a database. */
@Command(
    name = "validate",
    description = "check schema.prisma and the migrations; needs no database")
final class ValidateCommand extends SallyportCommand {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "only what lies below these, such as `prisma/migrations`")
  List<String> paths = List.of();

  @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, sarif or github")
  String format = "text";

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    FindingsFormat wanted =
        FindingsFormat.of(terminal.json() ? "json" : format)
            .orElseThrow(
                () ->
                    SallyportException.usage(
                        "`" + format + "` is no format", "use " + FindingsFormat.NAMES));
    ProjectValidation validation = sallyport.validation();
    List<Finding> findings = validation.run(paths);
    if (findings.isEmpty() && wanted == FindingsFormat.TEXT) {
      terminal.line(terminal.paint(Paint.GOOD, "nothing to complain about"));
      return ExitCode.DONE;
    }
    String report = wanted.write(findings, validation.sources());
    terminal.text(wanted == FindingsFormat.TEXT ? visible(report) : report);
    boolean found = findings.stream().anyMatch(f -> f.severity() != Finding.Severity.NOTE);
    return found ? ExitCode.FOUND : ExitCode.DONE;
  }

  private static String visible(String report) {
    StringBuilder text = new StringBuilder();
    report.lines().forEach(line -> text.append(Visible.text(line)).append('\n'));
    return text.toString();
  }
}
