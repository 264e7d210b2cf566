package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.server.migration.finding.Finding.Severity;
import java.util.List;

/** A rule's page, made of what is known of the rule. */
final class RulePage {
  private static final int WIDTH = 118;

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
            "One page a rule. `-- sallyport:ignore RULE reason` before a statement makes an"
                + " exception, `-- sallyport:ignore-file RULE reason` one for a file."
                + " `sallyport-lint.json` beside the project's `package.json` changes severities:"
                + " `{\"rules\": {\"drop-column\": \"error\", \"enum-type\": \"off\"}}`. The"
                + " numbers of locks, rewrites and scans are measured on PostgreSQL by the"
                + " build."));
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
      page.append("| `").append(impact.statement()).append("` | ");
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
