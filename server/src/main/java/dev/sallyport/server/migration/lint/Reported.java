package dev.sallyport.server.migration.lint;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.lint.rule.Draft;
import java.util.List;

/**
 * A finding, what it is about, and what to use instead.
 *
 * @param migration the migration's name
 * @param applied whether the database has run it
 * @param statement the statement's text, white space made one
 * @param drafts each a migration of its own, in order
 */
public record Reported(
    Finding finding, String migration, boolean applied, String statement, List<Draft> drafts) {
  public Reported {
    drafts = List.copyOf(drafts);
  }
}
