package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * One part of a plan: the bytes that run.
 *
 * @param text exactly what is sent, or the command a human is to run
 * @param transactional whether it runs in a transaction: of a script's statements those between two
 *     others in one, of an operation's migrations each in its own. Each other step is marked, runs
 *     alone and has its own state
 * @param details what else is signed, such as a migration's file name and checksum
 */
public record Step(String text, boolean transactional, JsonObject details) {
  private static final String KIND = "kind";
  private static final String COMMITS = "commits";

  /** What a step is, and with that how it is run. */
  public enum Kind {
    /** One SQL statement. */
    STATEMENT("statement"),
    /** A migration's whole file, with its row in the history. */
    MIGRATION("migration"),
    /** A command that a human runs; nothing of it is run here. */
    COMMAND("command");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The kind as {@link Step#details} carries it. */
    public String label() {
      return label;
    }
  }

  /** A statement of the plan's one transaction. */
  public static Step inTransaction(String text) {
    return new Step(text, true, JsonValue.EMPTY_JSON_OBJECT);
  }

  /** A statement whose transaction ends with it: what follows needs it committed. */
  public static Step thatCommits(String text) {
    return new Step(text, true, CanonicalJson.object().add(COMMITS, true).build());
  }

  /** A statement that PostgreSQL refuses inside a transaction block. */
  public static Step alone(String text) {
    return new Step(text, false, JsonValue.EMPTY_JSON_OBJECT);
  }

  /** Whether its transaction ends with it. */
  public boolean commits() {
    return details.getBoolean(COMMITS, false);
  }

  /**
   * What kind of step it is; one without a kind is a statement.
   *
   * @throws IllegalArgumentException where the kind is not known
   */
  public Kind kind() {
    String label = details.getString(KIND, Kind.STATEMENT.label());
    for (Kind kind : Kind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("a step of an unknown kind");
  }
}
