package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.policy.rules.PolicyReader;
import dev.sallyport.policy.rules.PolicySet;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.TicketFilter;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.guard.change.Changes;
import dev.sallyport.server.guard.check.ProjectCheck;
import dev.sallyport.server.migration.drift.FreshDatabase;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.FindingsFormat;
import dev.sallyport.server.migration.finding.Sources;
import dev.sallyport.server.migration.prisma.ProjectValidation;
import dev.sallyport.server.migration.project.FileReading;
import dev.sallyport.server.migration.project.ProjectFiles;
import dev.sallyport.server.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is wrong with a change before it is committed or merged. */
@Command(
    name = "check",
    description = "check what a commit or a branch changes; needs no database of yours")
final class CheckCommand extends SallyportCommand {
  @Option(names = "--staged", description = "what the next commit would change")
  boolean staged;

  @Option(
      names = "--base",
      paramLabel = "REF",
      description = "what changed since the work left REF, such as origin/main")
  @Nullable String base;

  @Option(
      names = "--database",
      description =
          "apply every migration to a fresh PostgreSQL, and compare the result with schema.prisma")
  boolean database;

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
    Path project = sallyport.configuration().project();
    @Nullable Changes changes = changes(project);
    ProjectFiles files = changes == null ? new ProjectFiles(project) : changes.files();
    ProjectValidation validation = sallyport.validation(files);
    ProjectCheck check =
        new ProjectCheck(files, validation, sallyport::reader, () -> policy(files));
    List<Finding> findings = new ArrayList<>(check.run(changes, ticketed(sallyport)));
    if (database) {
      findings.addAll(
          new FreshDatabase(
                  files, sallyport.freshShadow(), sallyport.reader(), CheckCommand::progress)
              .findings());
      Collections.sort(findings);
    }
    if (findings.isEmpty() && wanted == FindingsFormat.TEXT) {
      terminal.line(terminal.paint(Paint.GOOD, "nothing to complain about"));
    } else {
      terminal.text(report(wanted, findings, validation.sources()));
    }
    return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)
        ? ExitCode.FOUND
        : ExitCode.DONE;
  }

  private static PolicySet policy(ProjectFiles files) {
    return files.read("policies.yaml") instanceof FileReading.Content own
        ? PolicyReader.read("policies.yaml", own.bytes())
        : BuiltInPolicies.STRICT.policy();
  }

  /** On standard error, so that a document on standard output stays one. */
  private static void progress(String line) {
    System.err.println("check: " + Visible.text(line));
  }

  private @Nullable Changes changes(Path project) {
    String reference = base;
    if (reference != null && staged) {
      throw SallyportException.usage("`--staged` and `--base` can't both be", "name one of them");
    }
    if (reference != null) {
      return Changes.since(project, reference);
    }
    return staged ? Changes.staged(project) : null;
  }

  /** Without a store of its own there is nobody to ask, as in a pipeline. */
  private static @Nullable Function<String, Boolean> ticketed(Sallyport sallyport) {
    if (sallyport.configuration().store().isEmpty()
        && !Files.exists(sallyport.configuration().home().resolve("store.db"))) {
      return null;
    }
    try {
      String executed =
          sallyport.desk().list(TicketFilter.in(TicketState.Kind.EXECUTED)).stream()
              .map(ticket -> ticket.request().toString() + ticket.toJson())
              .reduce("", String::concat);
      return path -> executed.contains(named(path));
    } catch (StoreException e) {
      return null;
    }
  }

  /** A directory's name, or a numbered file's. */
  private static String named(String path) {
    String folder = path.endsWith("/migration.sql") ? path.substring(0, path.length() - 14) : path;
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  private static String report(FindingsFormat wanted, List<Finding> findings, Sources sources) {
    String report = wanted.write(findings, sources);
    if (wanted != FindingsFormat.TEXT) {
      return report;
    }
    StringBuilder text = new StringBuilder();
    report.lines().forEach(line -> text.append(Visible.text(line)).append('\n'));
    return text.toString();
  }
}
