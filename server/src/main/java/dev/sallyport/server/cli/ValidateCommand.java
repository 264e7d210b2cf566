package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.FindingsFormat;
import dev.sallyport.server.migration.lint.Baseline;
import dev.sallyport.server.migration.lint.Drafts;
import dev.sallyport.server.migration.lint.Reported;
import dev.sallyport.server.migration.prisma.ProjectValidation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is wrong with the schema and the migrations, without a database. */
@Command(
    name = "validate",
    description = "check schema.prisma and the migrations; needs no database")
final class ValidateCommand extends SallyportCommand {
  private static final Pattern SEVERITY = Pattern.compile("\\b(error|warning|note): ");

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "only what lies below these, such as `prisma/migrations`")
  List<String> paths = List.of();

  @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, sarif or github")
  String format = "text";

  @Option(names = "--fix", description = "write safer scripts as drafts below sallyport-drafts")
  boolean fix;

  @Option(names = "--prove", description = "apply hand-applied files twice on a shadow database")
  boolean prove;

  @Option(
      names = "--write-baseline",
      description =
          "keep what is found now in sallyport-lint-baseline.json, and do not say it again")
  boolean writeBaseline;

  @Option(names = "--no-database", description = "judge the files alone; ask no database")
  boolean noDatabase;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    FindingsFormat wanted =
        FindingsFormat.of(terminal.json() ? "json" : format)
            .orElseThrow(
                () ->
                    SallyportException.usage(
                        "`" + format + "` is no format", "use " + FindingsFormat.NAMES));
    ProjectValidation validation =
        noDatabase ? sallyport.validation(false) : sallyport.validation();
    paths = validation.places(paths, Path.of("").toAbsolutePath());
    if (writeBaseline) {
      return baseline(sallyport, terminal, validation);
    }
    List<Finding> findings = new ArrayList<>(validation.run(paths));
    if (prove) {
      findings.addAll(validation.proven(paths, sallyport.shadow()));
    }
    if (fix) {
      drafts(sallyport, validation);
    }
    if (findings.isEmpty() && wanted == FindingsFormat.TEXT) {
      terminal.line(terminal.paint(Paint.GOOD, "nothing to complain about"));
      return ExitCode.DONE;
    }
    String report = wanted.write(findings, validation.sources());
    terminal.text(wanted == FindingsFormat.TEXT ? visible(report, terminal) : report);
    boolean found = findings.stream().anyMatch(f -> f.severity() != Finding.Severity.NOTE);
    return found ? ExitCode.FOUND : ExitCode.DONE;
  }

  /** Said on standard error, so that a document on standard output stays one. */
  private void drafts(Sallyport sallyport, ProjectValidation validation) {
    List<Drafts.File> files = Drafts.of(validation.linted(paths).reported());
    for (Drafts.File file : files) {
      sallyport.writeProjectFile(file.path(), file.text());
    }
    System.err.println(
        files.isEmpty()
            ? "there is nothing to draft"
            : "wrote " + files.size() + " drafts below " + Drafts.FOLDER);
  }

  private ExitCode baseline(Sallyport sallyport, Terminal terminal, ProjectValidation validation) {
    List<Reported> found = validation.linted(paths).all();
    sallyport.writeProjectFile(Baseline.FILE, Baseline.of(found));
    terminal.line("wrote " + Baseline.FILE + " with " + found.size() + " findings");
    return ExitCode.DONE;
  }

  private static String visible(String report, Terminal terminal) {
    StringBuilder text = new StringBuilder();
    report.lines().forEach(line -> text.append(painted(Visible.text(line), terminal)).append('\n'));
    return text.toString();
  }

  /** The severity in its colour; lines below it are quieter or stay as they are. */
  private static String painted(String line, Terminal terminal) {
    Matcher severity = SEVERITY.matcher(line);
    if (!line.startsWith("  ") && severity.find()) {
      Paint paint =
          switch (severity.group(1)) {
            case "error" -> Paint.BAD;
            case "warning" -> Paint.WAITING;
            default -> Paint.QUIET;
          };
      return line.substring(0, severity.start())
          + terminal.paint(paint, severity.group())
          + line.substring(severity.end());
    }
    return line.startsWith("  fact: ") ? terminal.paint(Paint.QUIET, line) : line;
  }
}
