package dev.sallyport.server.approval;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * One part of a plan: the bytes that run.
 *
 * @param text exactly what is sent, or the command a human is to run
 * @param transactional whether it runs in the plan's one transaction; each other step is marked,
 *     runs alone and has its own state
 * @param details what else is signed, such as a migration's file name and checksum
 */
public record Step(String text, boolean transactional, JsonObject details) {
  /** A statement of the plan's one transaction. */
  public static Step inTransaction(String text) {
    return new Step(text, true, JsonValue.EMPTY_JSON_OBJECT);
  }

  /** A statement that PostgreSQL refuses inside a transaction block. */
  public static Step alone(String text) {
    return new Step(text, false, JsonValue.EMPTY_JSON_OBJECT);
  }
}
