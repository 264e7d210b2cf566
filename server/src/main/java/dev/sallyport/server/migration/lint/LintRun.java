package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.DefinedStatement;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.DefinitionReader;
import dev.sallyport.policy.sql.definition.Script;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
import dev.sallyport.server.migration.lint.rule.Draft;
import dev.sallyport.server.migration.lint.rule.Outlook;
import dev.sallyport.server.migration.lint.rule.Place;
import dev.sallyport.server.migration.lint.rule.Problem;
import dev.sallyport.server.migration.lint.rule.Rule;
import dev.sallyport.server.migration.lint.rule.Rules;
import dev.sallyport.server.migration.lint.rule.Visit;
import dev.sallyport.server.migration.lint.state.LintFacts;
import dev.sallyport.server.migration.lint.state.SchemaState;
import dev.sallyport.server.migration.lint.state.TransactionState;
import java.util.ArrayList;
import java.util.List;

/** One reading of a history, from its first file to its last. Used once. */
final class LintRun {
  /** A script and the file it stands in, or is all of. */
  private record Part(
      MigrationText file, Sections.Section section, Script script, LineStarts lines) {}

  private final DefinitionReader reader;
  private final Severities severities;
  private final LintFacts facts;
  private final SchemaState state;
  private final List<Rule> rules;
  private final List<Reported> reported = new ArrayList<>();

  LintRun(DefinitionReader reader, Severities severities, LintFacts facts) {
    this.reader = reader;
    this.severities = severities;
    this.facts = facts;
    this.state = new SchemaState(facts);
    this.rules = Rules.all().stream().filter(severities::isOn).toList();
  }

  List<Reported> over(List<MigrationText> migrations) {
    List<Part> parts = new ArrayList<>();
    for (MigrationText migration : migrations) {
      LineStarts lines = LineStarts.of(migration.sql());
      for (Sections.Section section : Sections.of(migration.sql())) {
        parts.add(new Part(migration, section, reader.read(section.text()), lines));
      }
    }
    Outlook outlook =
        new Outlook(
            parts.stream()
                .map(
                    part ->
                        part.script().statements().stream()
                            .map(DefinedStatement::definition)
                            .toList())
                .toList());
    for (int i = 0; i < parts.size(); i++) {
      part(i, parts.get(i), outlook);
    }
    edited(migrations);
    return Newest.only(reported);
  }

  private void part(int number, Part part, Outlook outlook) {
    MigrationText file = part.file();
    Script script = part.script();
    boolean applied = facts.applied().contains(file.name());
    state.begin(number, file.name(), applied);
    Place place =
        new Place(
            number, file.path(), file.name(), file.runner() == Runner.MANUAL, applied, script);
    TransactionState transaction = new TransactionState(isOneTransaction(file, script));
    Ignores ignores = Ignores.of(script);
    for (int i = 0; i < script.statements().size(); i++) {
      DefinedStatement statement = script.statements().get(i);
      if (statement.definition() instanceof Definition.Unreadable unreadable) {
        unreadable(part, ignores, i, applied, unreadable);
        continue;
      }
      for (Problem problem : look(place, i, statement, transaction, outlook)) {
        if (!ignores.covers(problem.rule().id(), i)) {
          report(part, problem, statement, applied);
        }
      }
    }
    exceptions(part, ignores, applied);
  }

  /** Prisma sends one message; SET LOCAL by hand means that somebody wraps the file. */
  private static boolean isOneTransaction(MigrationText file, Script script) {
    if (script.statements().size() < 2) {
      return false;
    }
    return file.runner() == Runner.PRISMA
        || setsLocally(script)
            && script.statements().stream()
                .noneMatch(s -> s.definition() instanceof Definition.Control);
  }

  private static boolean setsLocally(Script script) {
    return script.statements().stream()
        .anyMatch(s -> s.definition() instanceof Definition.SetParameter set && set.local());
  }

  private List<Problem> look(
      Place place,
      int number,
      DefinedStatement statement,
      TransactionState transaction,
      Outlook outlook) {
    Definition definition = statement.definition();
    List<Problem> problems = new ArrayList<>();
    if (definition instanceof Definition.Block block) {
      for (Definition inner : block.statements()) {
        problems.addAll(
            judged(
                new Visit(
                    place,
                    number,
                    statement.span(),
                    inner,
                    true,
                    state,
                    transaction,
                    facts,
                    outlook)));
        state.apply(inner);
      }
    }
    problems.addAll(
        judged(
            new Visit(
                place,
                number,
                statement.span(),
                definition,
                false,
                state,
                transaction,
                facts,
                outlook)));
    Progress.after(definition, number, state, transaction);
    return problems;
  }

  private List<Problem> judged(Visit visit) {
    rules.forEach(rule -> rule.check(visit));
    return visit.problems();
  }

  private void report(Part part, Problem problem, DefinedStatement statement, boolean applied) {
    Finding finding =
        found(
            part,
            problem.rule().id(),
            severities.of(problem),
            problem.span().start(),
            problem.message(),
            problem.help());
    reported.add(
        new Reported(
            new Finding(
                finding.rule(),
                finding.severity(),
                finding.file(),
                finding.line(),
                finding.column(),
                finding.message(),
                finding.help(),
                problem.facts(),
                problem.drafts().stream().map(Draft::sql).toList()),
            part.file().name(),
            applied,
            statement.text().replaceAll("\\s+", " "),
            problem.drafts()));
  }

  private static Finding found(
      Part part, String rule, Severity severity, int offset, String message, String help) {
    int at = part.section().start() + offset;
    int line = part.lines().line(at);
    int column = at - part.lines().start(line) + 1;
    return new Finding(rule, severity, part.file().path(), line, column, message, help);
  }

  private void unreadable(
      Part part, Ignores ignores, int number, boolean applied, Definition.Unreadable statement) {
    Rule rule = Rules.find("migration-syntax").orElseThrow();
    if (severities.isOn(rule) && !ignores.covers(rule.id(), number)) {
      reported.add(
          new Reported(
              found(
                  part,
                  rule.id(),
                  Severity.ERROR,
                  statement.position(),
                  "PostgreSQL does not read it: " + statement.message(),
                  statement.help()),
              part.file().name(),
              applied,
              "",
              List.of()));
    }
  }

  /** Exceptions that are none, or that nobody gave a reason for. */
  private void exceptions(Part part, Ignores ignores, boolean applied) {
    for (Ignores.Ignore ignore : ignores.all()) {
      if (!ignore.isKnown()) {
        exception(
            part,
            "unused-ignore",
            ignore.place(),
            "`" + ignore.rule() + "` is no rule",
            "name a rule, such as `drop-table`",
            applied);
      } else if (!ignore.isUsed()) {
        exception(
            part,
            "unused-ignore",
            ignore.place(),
            "`" + ignore.rule() + "` finds nothing here to ignore",
            "remove the comment",
            applied);
      } else if (!ignore.hasReason()) {
        exception(
            part,
            "ignore-without-reason",
            ignore.place(),
            "the exception from `" + ignore.rule() + "` has no reason",
            "write the reason behind the rule's name",
            applied);
      }
    }
  }

  private void exception(
      Part part, String id, Span place, String message, String help, boolean applied) {
    Rule rule = Rules.find(id).orElseThrow();
    if (severities.isOn(rule)) {
      Severity severity =
          severities.chosen().getOrDefault(id, java.util.Optional.empty()).orElse(Severity.WARNING);
      reported.add(
          new Reported(
              found(part, id, severity, place.start(), message, help),
              part.file().name(),
              applied,
              place.of(part.script().text()),
              List.of()));
    }
  }

  /** Files that the database has run with other bytes, and pending ones before applied ones. */
  private void edited(List<MigrationText> migrations) {
    Rule rule = Rules.find("edited-migration").orElseThrow();
    if (!severities.isOn(rule) || !facts.reachable()) {
      return;
    }
    String last =
        migrations.stream()
            .filter(m -> m.runner() == Runner.PRISMA && facts.applied().contains(m.name()))
            .map(MigrationText::name)
            .reduce("", (one, two) -> one.compareTo(two) > 0 ? one : two);
    for (MigrationText file : migrations) {
      boolean applied = facts.applied().contains(file.name());
      if (facts.edited().contains(file.name())) {
        whole(
            file,
            applied,
            "it was edited after the database had run it",
            "restore the file, and write the difference as a new migration");
      } else if (!applied && file.runner() == Runner.PRISMA && file.name().compareTo(last) < 0) {
        whole(
            file,
            false,
            "it has not run, and sorts before `" + last + "`, which has",
            "give it a newer name");
      }
    }
  }

  private void whole(MigrationText file, boolean applied, String message, String help) {
    Finding finding = Finding.of("edited-migration", Severity.ERROR, file.path(), message, help);
    reported.add(new Reported(finding, file.name(), applied, "", List.of()));
  }
}
