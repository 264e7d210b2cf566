package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.definition.DefinitionReader;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.lint.state.LintFacts;
import java.util.List;

/**
 * Judges migrations before they run. Thread-safe; no text makes it throw.
 *
 * <p>The whole history goes in, in the order in which it runs: what a migration means depends on
 * the ones before it, and whether a foreign key has its index on the ones after it.
 */
public final class Linter {
  private final DefinitionReader reader;
  private final Severities severities;

  public Linter(DefinitionReader reader) {
    this(reader, Severities.DEFAULT);
  }

  public Linter(DefinitionReader reader, Severities severities) {
    this.reader = reader;
    this.severities = severities;
  }

  /**
   * What is to be said of the migrations, by file and from top to bottom.
   *
   * @param facts what the database knows; {@link LintFacts#NONE} where none was asked
   */
  public List<Finding> lint(List<MigrationText> migrations, LintFacts facts) {
    return report(migrations, facts).stream().map(Reported::finding).sorted().toList();
  }

  /** The same, with the scripts to use instead under their names. */
  public List<Reported> report(List<MigrationText> migrations, LintFacts facts) {
    return new LintRun(reader, severities, facts).over(migrations);
  }
}
