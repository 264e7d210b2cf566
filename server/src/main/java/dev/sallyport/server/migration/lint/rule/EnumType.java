package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.finding.Finding.Severity;

/** A list of words as a type. */
final class EnumType extends Rule {
  private static final RuleFacts FACTS =
      RuleFacts.warning(
          "enum-type",
          "CREATE TYPE AS ENUM",
          "an enum is made; a note in a project of Prisma, whose schema language has enums and"
              + " writes their changes",
          "a value can be added and renamed, but never removed, and a value and its first use need"
              + " two migrations",
          "a table of the words and a foreign key; or text and a check",
          Example.of(
              "",
              "CREATE TYPE mood AS ENUM ('good', 'bad');",
              "CREATE TABLE moods (mood text PRIMARY KEY);"));

  @Override
  public RuleFacts facts() {
    return FACTS;
  }

  @Override
  public void check(Visit visit) {
    if (visit.definition() instanceof Definition.CreateEnum type) {
      Problem problem =
          Problem.of(
              this,
              visit.span(),
              "a value of the enum `" + type.name() + "` can never be removed",
              "consider a table of the words and a foreign key");
      visit.report(
          visit.place().history()
              ? problem
                  .as(Severity.NOTE)
                  .because(
                      "the file is of a project of Prisma, which writes changes of enums",
                      "this would be of severity warning")
              : problem);
    }
  }
}
