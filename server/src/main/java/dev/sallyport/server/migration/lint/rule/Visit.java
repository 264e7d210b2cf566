package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import dev.sallyport.policy.sql.Span;
import dev.sallyport.policy.sql.definition.Definition;
import dev.sallyport.server.migration.finding.Fact;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.state.LintFacts;
import dev.sallyport.server.migration.lint.state.SchemaState;
import dev.sallyport.server.migration.lint.state.TableState;
import dev.sallyport.server.migration.lint.state.TransactionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A statement as a rule meets it: what it says, and everything known before it runs. */
public final class Visit {
  /** A table below both is done with in a moment. */
  private static final long SMALL_ROWS = 10_000;

  private static final long SMALL_BYTES = 32L << 20;

  /** Of what any history, and any database, would be told alike. */
  private static final Fact BY_ITSELF =
      new Fact("the statement says so by itself", "the same, whatever history and database say");

  private final Place place;
  private final int number;
  private final Span span;
  private final Definition definition;
  private final boolean block;
  private final SchemaState state;
  private final TransactionState transaction;
  private final LintFacts facts;
  private final Outlook outlook;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param number the statement's place in its file, from 0
   * @param block whether it stands inside a DO block
   */
  public Visit(
      Place place,
      int number,
      Span span,
      Definition definition,
      boolean block,
      SchemaState state,
      TransactionState transaction,
      LintFacts facts,
      Outlook outlook) {
    this.place = place;
    this.number = number;
    this.span = span;
    this.definition = definition;
    this.block = block;
    this.state = state;
    this.transaction = transaction;
    this.facts = facts;
    this.outlook = outlook;
  }

  /** What the rules have said of this statement so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  Place place() {
    return place;
  }

  int number() {
    return number;
  }

  Span span() {
    return span;
  }

  /** The statement's own text. */
  String text() {
    return span.of(place.script().text());
  }

  Definition definition() {
    return definition;
  }

  boolean inBlock() {
    return block;
  }

  SchemaState state() {
    return state;
  }

  TransactionState transaction() {
    return transaction;
  }

  LintFacts facts() {
    return facts;
  }

  Outlook outlook() {
    return outlook;
  }

  TableState table(ObjectName name) {
    return state.table(name);
  }

  /** Whether nobody uses the table yet: this file made it, or it is temporary. */
  boolean isNew(ObjectName name) {
    return state.isNew(state.table(name));
  }

  /**
   * Whether a table is there on paper only: an earlier script of the same file made it, or of files
   * that are no project's history, and no database knows it. Nothing can have put rows into it but
   * what is read here.
   */
  boolean isOnPaper(TableState table) {
    return table.live().isEmpty()
        && table.madeIn() >= 0
        && (!place.history() || table.madeBy().equals(place.name()));
  }

  void report(Problem problem) {
    problems.add(problem.facts().isEmpty() ? problem.because(BY_ITSELF) : problem);
  }

  /** Reports what takes as long as the table is large: less of a small one. */
  void report(Problem problem, TableState table) {
    problems.add(weighed(problem, table));
  }

  private Problem weighed(Problem problem, TableState table) {
    Problem told = problem.because(origin(table));
    if (place.applied() || table.live().isEmpty()) {
      return told;
    }
    LintFacts.LiveTable live = table.live().get();
    String size = size(live);
    boolean small = live.rows() >= 0 && live.rows() < SMALL_ROWS && live.bytes() < SMALL_BYTES;
    return small
        ? told.as(Severity.NOTE)
            .because(
                "the database says " + size + ", which is done in a moment",
                "this would be of severity " + problem.severity().label())
        : told.because("the database says " + size, "the same, as of any table of unknown size");
  }

  private static String size(LintFacts.LiveTable live) {
    String rows =
        live.rows() < 0
            ? "an unknown number of rows"
            : String.format(Locale.ROOT, "about %,d rows", live.rows());
    return rows + String.format(Locale.ROOT, " and %,d kB", live.bytes() >> 10);
  }

  /** Where what is known of a table comes from. */
  Fact origin(TableState table) {
    String name = "`" + table.name().name() + "`";
    if (table.live().isPresent()) {
      return new Fact(name + " is in the database", "the same, as of any table in use");
    }
    return table.madeIn() >= 0
        ? new Fact(
            name + " was made by `" + table.madeBy() + "`, so it is taken to be in use",
            "nothing, if this script itself made it")
        : new Fact(
            name + " is made by none of these files, so it is taken to be in use",
            "nothing, if this script itself made it");
  }
}
