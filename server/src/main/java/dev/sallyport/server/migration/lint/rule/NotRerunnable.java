package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.server.migration.finding.Finding.Severity;
import java.util.Optional;

/** A statement of a hand-applied file that fails, or does its work again, the second time. */
final class NotRerunnable extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "not-rerunnable",
          "a hand-applied file that can't be applied twice",
          "in a file that is applied by hand, a statement neither asks whether its work is done (IF"
              + " EXISTS, IF NOT EXISTS, OR REPLACE, ON CONFLICT, a DO block that looks first) nor"
              + " follows a statement that undoes it (DROP ... IF EXISTS before ADD)",
          "nothing records which statements ran: after a failure half-way the file can't simply be"
              + " applied again; a note where the file is one transaction",
          "ADD COLUMN IF NOT EXISTS, CREATE TABLE IF NOT EXISTS, DROP CONSTRAINT IF EXISTS before"
              + " ADD CONSTRAINT, DO $$ ... $$ around CREATE TYPE",
          Example.of(
                  "CREATE TABLE users (id bigint PRIMARY KEY);",
                  "ALTER TABLE users ADD COLUMN email text;",
                  """
                  SET lock_timeout = '2s';
                  ALTER TABLE users ADD COLUMN IF NOT EXISTS email text;
                  DO $$ BEGIN
                    CREATE TYPE mood AS ENUM ('good', 'bad');
                  EXCEPTION WHEN duplicate_object THEN NULL;
                  END $$;\
                  """)
              .byHand());

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (!visit.place().manual() || visit.inBlock()) {
      return;
    }
    Optional<String> remedy = Repetition.remedy(visit);
    remedy.ifPresent(
        help -> {
          Problem problem =
              Problem.of(
                  this, visit.span(), "the second time, this statement fails or repeats", help);
          visit.report(
              visit.transaction().isOpen()
                  ? problem
                      .as(Severity.NOTE)
                      .because(
                          "it stands in a transaction, so a failure leaves nothing half done",
                          "this would be of severity warning")
                  : problem.because(
                      "the file is applied by hand, and nothing records which statements ran",
                      "nothing, if a runner recorded it"));
        });
  }
}
