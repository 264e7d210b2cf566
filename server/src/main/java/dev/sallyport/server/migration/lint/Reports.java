package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.definition.DefinedStatement;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.finding.Fact;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.rule.Draft;
import dev.sallyport.server.migration.lint.rule.Problem;
import dev.sallyport.server.migration.lint.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one run has to say, put into its places in the files. */
final class Reports {
  private final Severities severities;
  private final List<Reported> reported = new ArrayList<>();

  Reports(Severities severities) {
    this.severities = severities;
  }

  List<Reported> all() {
    return reported;
  }

  /** What a rule says of a statement. */
  void add(Part part, Problem problem, DefinedStatement statement, boolean applied) {
    int at = part.section().start() + problem.span().start();
    int line = part.lines().line(at);
    reported.add(
        new Reported(
            new Finding(
                problem.rule().id(),
                severities.of(problem),
                part.file().path(),
                line,
                at - part.lines().start(line) + 1,
                problem.message(),
                problem.help(),
                problem.facts(),
                problem.drafts().stream().map(Draft::sql).toList()),
            part.file().name(),
            applied,
            statement.text().replaceAll("\\s+", " "),
            problem.drafts()));
  }

  /** A statement that no rule can look at. */
  void unreadable(Part part, boolean applied, Definition.Unreadable statement) {
    boolean skipped = statement.skipped();
    add(
        part,
        "migration-syntax",
        skipped ? Severity.WARNING : Severity.ERROR,
        statement.position(),
        (skipped ? "it is not checked: " : "PostgreSQL does not read it: ") + statement.message(),
        statement.help(),
        skipped
            ? new Fact("its length alone", "whatever the rules say of it")
            : new Fact(
                "PostgreSQL's own grammar was asked",
                "nothing, if it read the statement; no other reader counts"),
        applied,
        "");
  }

  /** An exception that is none, or that nobody gave a reason for. */
  void exception(Part part, Ignores.Ignore ignore, boolean applied) {
    String rule = ignore.rule().isEmpty() ? "it" : "`" + ignore.rule() + "`";
    if (!ignore.isKnown()) {
      exception(
          part,
          "unused-ignore",
          ignore,
          ignore.rule().isEmpty() ? "it names no rule" : rule + " is no rule",
          "name a rule, such as `drop-table`",
          new Fact("all rules have pages in docs/lint", "nothing, if it were one of them"),
          applied);
    } else if (!ignore.isUsed()) {
      exception(
          part,
          "unused-ignore",
          ignore,
          rule + " finds nothing here to ignore",
          "remove the comment",
          new Fact("the rule looked at the statement", "nothing, if it had found anything"),
          applied);
    } else if (!ignore.hasReason()) {
      exception(
          part,
          "ignore-without-reason",
          ignore,
          "the exception from " + rule + " has no reason",
          "write the reason behind the rule's name",
          new Fact("nothing stands behind the rule's name", "nothing, if a reason did"),
          applied);
    }
  }

  private void exception(
      Part part,
      String id,
      Ignores.Ignore ignore,
      String message,
      String help,
      Fact fact,
      boolean applied) {
    add(
        part,
        id,
        severities.chosen().getOrDefault(id, Optional.empty()).orElse(Severity.WARNING),
        ignore.place().start(),
        message,
        help,
        fact,
        applied,
        ignore.place().of(part.script().text()));
  }

  private void add(
      Part part,
      String id,
      Severity severity,
      int offset,
      String message,
      String help,
      Fact fact,
      boolean applied,
      String statement) {
    if (!severities.isOn(Rules.find(id).orElseThrow())) {
      return;
    }
    int at = part.section().start() + offset;
    int line = part.lines().line(at);
    int column = at - part.lines().start(line) + 1;
    Finding finding =
        new Finding(
            id,
            severity,
            part.file().path(),
            line,
            column,
            message,
            help,
            List.of(fact),
            List.of());
    reported.add(new Reported(finding, part.file().name(), applied, statement, List.of()));
  }

  /** A file that the database has run with other bytes. */
  void edited(MigrationText file, boolean applied) {
    whole(
        file,
        applied,
        "it was edited after the database had run it",
        "restore the file, and write the difference as a new migration",
        "the database has another checksum for it");
  }

  /** A file that has not run, and sorts before one that has. */
  void late(MigrationText file, String last) {
    whole(
        file,
        false,
        "it has not run, and sorts before `" + last + "`, which has",
        "give it a newer name",
        "the database has run `" + last + "`");
  }

  private void whole(
      MigrationText file, boolean applied, String message, String help, String fact) {
    if (severities.isOn(Rules.find("edited-migration").orElseThrow())) {
      Finding finding =
          new Finding(
              "edited-migration",
              Severity.ERROR,
              file.path(),
              0,
              0,
              message,
              help,
              List.of(new Fact(fact, "nothing, since files alone do not tell what has run")),
              List.of());
      // A baseline that knows the file as it is does not know it edited once more.
      reported.add(new Reported(finding, file.name(), applied, file.sql(), List.of()));
    }
  }
}
