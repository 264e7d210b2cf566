package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.approval.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What the steps of a plan would run, as the SQL reader sees it.
 *
 * @param ofSteps the statements of each step: those of its text, and for a migration with a history
 *     the one that makes its row
 */
record PlanStatements(List<List<Statement>> ofSteps) {
  PlanStatements {
    ofSteps = List.copyOf(ofSteps);
  }

  /**
   * Reads every step.
   *
   * @throws SallyportException where one is not understood
   */
  static PlanStatements read(List<Step> steps, SqlReader reader) {
    List<List<Statement>> all = new ArrayList<>();
    for (Step step : steps) {
      all.add(
          switch (step.kind()) {
            case STATEMENT -> one(step.text(), reader);
            case MIGRATION -> migration(MigrationStep.of(step), reader);
            case COMMAND -> List.of();
          });
    }
    return new PlanStatements(all);
  }

  /** All of them, in order. */
  List<Statement> all() {
    return from(0);
  }

  /** Those of a step and of all after it. */
  List<Statement> from(int step) {
    return ofSteps.subList(step, ofSteps.size()).stream().flatMap(List::stream).toList();
  }

  /**
   * The statements of a migration's text that are sent: all but a {@code BEGIN} and {@code COMMIT}
   * that enclose the whole file, since every migration has a transaction of its own.
   *
   * @throws SallyportException where the text is not understood
   */
  static List<Statement> sent(String text, SqlReader reader) {
    Reading reading = reader.read(text);
    if (reading instanceof Reading.Refused refused) {
      throw SallyportException.usage(refused.message(), refused.help());
    }
    List<Statement> statements = ((Reading.Understood) reading).statements();
    int last = statements.size() - 1;
    boolean enclosed =
        last > 0 && isWord(statements.get(0), BEGIN) && isWord(statements.get(last), COMMIT);
    return enclosed ? statements.subList(1, last) : statements;
  }

  private static final String BEGIN =
      "(?is)(begin(\\s+(work|transaction))?|start\\s+transaction)\\s*";
  private static final String COMMIT = "(?is)(commit|end)(\\s+(work|transaction))?\\s*";

  private static boolean isWord(Statement statement, String pattern) {
    return statement.effects().stream().allMatch(e -> e.kind() == EffectKind.TRANSACTION)
        && statement.text().matches(pattern);
  }

  private static List<Statement> one(String text, SqlReader reader) {
    List<Statement> statements = sent(text, reader);
    if (statements.size() != 1) {
      throw SallyportException.usage(
          "a step of the plan is not understood as one statement",
          "ask again with this version of Sallyport");
    }
    return statements;
  }

  private static List<Statement> migration(MigrationStep migration, SqlReader reader) {
    List<Statement> statements = new ArrayList<>();
    if (migration.runs()) {
      statements.addAll(sent(migration.sql(), reader));
    }
    if (migration.isTracked()) {
      statements.addAll(one(new HistoryRow(migration, "the row's id").begun(), reader));
    }
    return statements;
  }
}
