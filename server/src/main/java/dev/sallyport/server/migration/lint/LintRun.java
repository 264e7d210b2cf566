package dev.sallyport.server.migration.lint;

import dev.sallyport.policy.sql.definition.DefinedStatement;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.policy.sql.definition.DefinitionReader;
import dev.sallyport.policy.sql.definition.Script;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** One reading of a history, from its first file to its last. Used once. */
final class LintRun {
  private final DefinitionReader reader;
  private final LintFacts facts;
  private final SchemaState state;
  private final List<Rule> rules;
  private final Reports reports;

  LintRun(DefinitionReader reader, Severities severities, LintFacts facts) {
    this.reader = reader;
    this.facts = facts;
    this.state = new SchemaState(facts);
    this.reports = new Reports(severities);
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
    List<Ignores> ignores = ignores(parts);
    for (int i = 0; i < parts.size(); i++) {
      part(i, parts.get(i), ignores.get(i), outlook);
    }
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean applied = facts.applied().contains(part.file().name());
      ignores.get(i).own().forEach(ignore -> reports.exception(part, ignore, applied));
    }
    edited(migrations);
    return Newest.only(reports.all());
  }

  private static List<Ignores> ignores(List<Part> parts) {
    List<Ignores> all = new ArrayList<>();
    Map<MigrationText, List<Ignores>> byFile = new IdentityHashMap<>();
    for (Part part : parts) {
      Ignores own = Ignores.of(part.script());
      all.add(own);
      byFile.computeIfAbsent(part.file(), file -> new ArrayList<>()).add(own);
    }
    byFile.values().forEach(file -> file.forEach(own -> own.share(file)));
    return all;
  }

  private void part(int number, Part part, Ignores ignores, Outlook outlook) {
    MigrationText file = part.file();
    Script script = part.script();
    boolean applied = facts.applied().contains(file.name());
    state.begin(number, file.name(), applied);
    String unwrapping =
        file.runner() == Runner.PRISMA ? "" : Sections.unwrapping(part.section().text());
    Place place =
        new Place(
            number,
            file.path(),
            file.name(),
            file.runner() == Runner.MANUAL,
            file.runner() != Runner.ANY,
            unwrapping,
            applied,
            script);
    TransactionState transaction =
        new TransactionState(!unwrapping.isEmpty() || isOneTransaction(file, script));
    for (int i = 0; i < script.statements().size(); i++) {
      DefinedStatement statement = script.statements().get(i);
      if (statement.definition() instanceof Definition.Unreadable unreadable) {
        if (!ignores.covers("migration-syntax", i)) {
          reports.unreadable(part, applied, unreadable);
        }
        continue;
      }
      for (Problem problem : look(place, i, statement, transaction, outlook)) {
        if (!ignores.covers(problem.rule().id(), i)) {
          reports.add(part, problem, statement, applied);
        }
      }
    }
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

  /** Files that the database has run with other bytes, and pending ones before applied ones. */
  private void edited(List<MigrationText> migrations) {
    if (!facts.reachable()) {
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
        reports.edited(file, applied);
      } else if (!applied && file.runner() == Runner.PRISMA && file.name().compareTo(last) < 0) {
        reports.late(file, last);
      }
    }
  }
}
