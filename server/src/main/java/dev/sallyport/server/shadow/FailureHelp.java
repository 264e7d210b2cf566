package dev.sallyport.server.shadow;

import dev.sallyport.server.database.DatabaseException;

/** What to do about a statement that PostgreSQL did not take on a shadow. */
final class FailureHelp {
  private FailureHelp() {}

  static String of(DatabaseException failure) {
    String state = String.valueOf(failure.sqlState());
    String hint = failure.hint();
    return switch (state) {
      case "42704" ->
          "a role, type or extension that it needs is missing here; make it in an earlier script,"
              + " or set `SHADOW_DATABASE_URL` to a server that has it";
      case "0A000", "58P01" ->
          "if an extension is missing here, set `SHADOW_DATABASE_URL` to a server that has it";
      case "42501" ->
          "shadow databases run without powers; take the statement out, and have a person run it";
      case "25001" -> "put the statement into a script of its own, without BEGIN";
      default -> hint == null || hint.isEmpty() ? "correct the script" : hint;
    };
  }
}
