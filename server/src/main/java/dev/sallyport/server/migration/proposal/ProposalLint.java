package dev.sallyport.server.migration.proposal;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.gateway.MigrationStep;
import dev.sallyport.server.gateway.PlanningGround;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.history.MigrationFiles;
import dev.sallyport.server.migration.lint.Linter;
import dev.sallyport.server.migration.lint.LiveFacts;
import dev.sallyport.server.migration.lint.MigrationText;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
import dev.sallyport.server.migration.lint.ProjectLint;
import dev.sallyport.server.migration.lint.state.LintFacts;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the linter says of a proposal's files, after the history before them. */
final class ProposalLint {
  private static final int MOST = 20;

  private final SqlReader reader;
  private final ProjectFiles files;

  ProposalLint(SqlReader reader, ProjectFiles files) {
    this.reader = reader;
    this.files = files;
  }

  /** A line for each finding, the worst first. */
  List<String> notes(MigrationFiles history, List<MigrationStep> proposed, PlanningGround ground) {
    Set<String> own = proposed.stream().map(MigrationStep::path).collect(Collectors.toSet());
    List<MigrationText> texts = new ArrayList<>(ProjectLint.texts(files, history, List.of()));
    texts.removeIf(there -> own.contains(there.path()));
    for (MigrationStep step : proposed) {
      boolean directory = step.path().endsWith("/migration.sql");
      texts.add(
          new MigrationText(
              step.path(), step.name(), directory ? Runner.PRISMA : Runner.MANUAL, step.text()));
    }
    // The project's own configuration is the agent's to write: an approver is told regardless.
    Linter linter = new Linter(reader.definitions());
    List<Finding> findings =
        linter.lint(texts, facts(history, ground)).stream()
            .filter(finding -> own.contains(finding.file()))
            .toList();
    List<String> notes =
        new ArrayList<>(findings.stream().limit(MOST).map(ProposalLint::words).toList());
    if (findings.size() > MOST) {
      notes.add("lint: and " + (findings.size() - MOST) + " findings more");
    }
    return notes.isEmpty() ? List.of("lint: nothing found") : notes;
  }

  private static LintFacts facts(MigrationFiles history, PlanningGround ground) {
    Set<String> applied = new HashSet<>();
    history.all().forEach(file -> applied.add(file.name()));
    try {
      return ground.ask(session -> LiveFacts.read(session, applied, Set.of()));
    } catch (DatabaseException e) {
      return LintFacts.NONE;
    }
  }

  private static String words(Finding finding) {
    return "lint "
        + finding.severity().label()
        + ": "
        + finding.message()
        + (finding.line() > 0 ? " (line " + finding.line() + ")" : "")
        + " [rule "
        + finding.rule()
        + "]; "
        + finding.help();
  }
}
