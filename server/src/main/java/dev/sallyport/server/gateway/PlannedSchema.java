package dev.sallyport.server.gateway;

import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.catalog.Catalog;
import dev.sallyport.server.catalog.SchemaFingerprint;
import dev.sallyport.server.database.WriteSession;
import java.util.List;

/**
 * The schema that each part of a run expects: first the one that was approved, then the one that
 * the part before left behind, as it saw it before its COMMIT.
 */
final class PlannedSchema {
  private final Catalog catalog;
  private final Verdicts verdicts;
  private final PlanStatements statements;
  private SchemaFingerprint expected;
  private int next;

  /** What speaks against a statement as the policy sees it where it is run. */
  interface Verdicts {
    /** One line each; empty where nothing does. */
    List<String> against(Statement resolved);
  }

  PlannedSchema(
      Catalog catalog, Verdicts verdicts, PlanStatements statements, SchemaFingerprint approved) {
    this.catalog = catalog;
    this.verdicts = verdicts;
    this.statements = statements;
    this.expected = approved;
  }

  /** In words, as the transaction sees it under its locks; empty where nothing differs. */
  String difference(WriteSession session) {
    TableLocks.take(resolved(session), session);
    List<Statement> resolved = resolved(session);
    SchemaFingerprint now = catalog.fingerprint(Touched.objects(resolved), session.catalog());
    if (now.digest().equals(expected.digest())) {
      return "";
    }
    List<String> words = expected.differenceTo(now);
    return words.isEmpty()
        ? "the touched objects are not what they were"
        : String.join("; ", words);
  }

  /** Keeps what the rest of the plan will find, from the step {@code next} on. */
  void remember(WriteSession session, int next) {
    this.next = next;
    expected = catalog.fingerprint(Touched.objects(resolved(session)), session.catalog());
  }

  /**
   * Looks at a statement once more where it is run: what it means can change with the ones before.
   *
   * @throws HistoryMoved where it would do more than the policy let through
   */
  void requireAgreed(Statement statement, WriteSession session) {
    List<String> against = verdicts.against(catalog.resolve(statement, session.catalog()));
    if (!against.isEmpty()) {
      throw new HistoryMoved(
          "after the statements before it, a statement of the plan is not what was decided: "
              + String.join("; ", against));
    }
  }

  private List<Statement> resolved(WriteSession session) {
    return statements.from(next).stream()
        .map(statement -> catalog.resolve(statement, session.catalog()))
        .toList();
  }
}
