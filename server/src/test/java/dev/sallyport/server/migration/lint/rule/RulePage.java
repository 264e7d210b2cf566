package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.server.migration.finding.Finding.Severity;
import java.util.List;

/** A rule's page, made of what is known of the rule. */
final class RulePage {
  private static final int WIDTH = 118;

  private static final List<String> USE =
      List.of(
          "Before a statement, or behind it on its line, `-- sallyport:ignore RULE reason` makes an"
              + " exception; `-- sallyport:ignore-file RULE reason` one for the file. An exception"
              + " without a reason, or with nothing to except, is a finding. What"
              + " squawk, eugene, pgfence, pgvet, pg-migration-lint, pgsafe, Atlas and the Postgres"
              + " Language Server read as an exception counts as well, by the names that they give"
              + " to rules.",
          "`sallyport-lint.json` in the project's folder changes severities: `{\"rules\":"
              + " {\"drop-column\": \"error\", \"enum-type\": \"off\"}}`. `validate"
              + " --write-baseline` keeps what is found now in `sallyport-lint-baseline.json`, and"
              + " says only what is new: a statement is known again on any line, and not once it"
              + " is edited. Of a baseline that can't be read nothing counts.",
          "`validate --fix` writes the scripts to use instead below `sallyport-drafts`, each a"
              + " migration of its own, and changes no file that is there. `validate --prove`"
              + " applies hand-applied files twice on a throw-away database.",
          "A Prisma migration is taken for what it is: one message, and so one transaction. A"
              + " hand-applied file runs statement by statement, or as one transaction where it"
              + " says SET LOCAL. A comment line that is only a number and `.sql`, such as `--"
              + " 2.sql`, begins another script in the same file. A file of dbmate, goose or"
              + " sql-migrate is one transaction unless it says otherwise, and its way back is not"
              + " read; a folder is read in the order of its numbers, without its down files.",
          "Each finding names the facts that it was told by (`fact:` in the text, `facts` in JSON"
              + " and SARIF), and what would be said without each: where the database, the history"
              + " or another statement decides, that is how it does.",
          "What PostgreSQL does not read is told with its place, and the statements around it are"
              + " linted: broken SQL, commands of psql's, bytes that are no UTF-8. Rows are data:"
              + " behind COPY, and from 1 MiB on also INSERT ... VALUES, of which only the head is"
              + " read. Of a script of that size 20,000 other statements are read, of a file 64"
              + " MiB.",
          "Locks, rewrites and scans in these pages are measured on PostgreSQL by the build.");

  private RulePage() {}

  static String of(Rule rule) {
    RuleFacts facts = rule.facts();
    Example example = facts.example();
    StringBuilder page = new StringBuilder();
    page.append("# `").append(facts.id()).append("`: ").append(facts.title()).append("\n\n");
    page.append("Severity: ").append(severity(facts)).append(".");
    if (facts.heavy()) {
      page.append(" A note where the database says that the table is small.");
    }
    page.append("\n\n");
    paragraph(page, "When", facts.condition());
    paragraph(page, "What happens", facts.effect());
    paragraph(page, "Instead", facts.workaround());
    impacts(page, Impacts.of(facts.id()));
    if (!example.setup().isBlank()) {
      code(page, "With", example.setup());
    }
    code(
        page,
        example.error().isEmpty() ? "Bad" : "Bad: PostgreSQL answers " + example.error(),
        example.bad());
    code(page, "Good", example.good());
    return page.toString();
  }

  static String index(List<Rule> rules) {
    StringBuilder page = new StringBuilder("# The rules of `sallyport validate`\n\n");
    page.append(
        wrapped(
            "One page a rule. Errors and warnings make `validate` exit with 1; a note only informs,"
                + " such as where the database says that a table is small, or where a migration"
                + " made the table and none puts rows into it."));
    USE.forEach(paragraph -> page.append('\n').append(wrapped(paragraph)));
    page.append("\n| rule | says | severity |\n|---|---|---|\n");
    for (Rule rule : rules) {
      page.append("| [`").append(rule.id()).append("`](").append(rule.id()).append(".md) | ");
      page.append(rule.facts().title()).append(" | ").append(severity(rule.facts())).append(" |\n");
    }
    return page.append("\nThese pages are written by a test, `RulePagesTest`.\n").toString();
  }

  private static String severity(RuleFacts facts) {
    Severity severity = facts.severity();
    return severity == null ? "off, until a team asks for it" : severity.label();
  }

  private static void paragraph(StringBuilder page, String title, String text) {
    page.append(wrapped("**" + title + ":** " + text + ".")).append("\n");
  }

  private static void impacts(StringBuilder page, List<Impact> impacts) {
    if (impacts.isEmpty()) {
      return;
    }
    page.append("| statement | lock | waits | writes all rows | reads all rows |\n");
    page.append("|---|---|---|---|---|\n");
    for (Impact impact : impacts) {
      page.append("| `").append(impact.statement()).append('`');
      page.append(impact.given().isEmpty() ? "" : ", " + impact.given()).append(" | ");
      page.append(impact.lock().words()).append(" | ").append(impact.lock().blocked());
      page.append(" | ").append(yes(impact.rewrite())).append(" | ").append(yes(impact.scan()));
      page.append(" |\n");
    }
    page.append("\n");
  }

  private static String yes(boolean is) {
    return is ? "yes" : "no";
  }

  private static void code(StringBuilder page, String title, String sql) {
    page.append(title).append(":\n\n```sql\n").append(sql.strip()).append("\n```\n\n");
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : text.split(" ")) {
      if (length > 0 && length + word.length() + 1 > WIDTH) {
        lines.append('\n');
        length = 0;
      } else if (length > 0) {
        lines.append(' ');
        length++;
      }
      lines.append(word);
      length += word.length();
    }
    return lines.append('\n').toString();
  }
}
