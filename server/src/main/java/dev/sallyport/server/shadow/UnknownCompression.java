package dev.sallyport.server.shadow;

import dev.sallyport.server.database.ScriptSession;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LZ4 on a server that was built without it. The statement is tried with the method that every
 * server knows, and then the catalog has the letter of the other: no row is ever compressed here.
 */
final class UnknownCompression {
  private static final Pattern SET =
      Pattern.compile(
          "(ALTER (?:TABLE(?: ONLY)?|MATERIALIZED VIEW) ("
              + OwnStatements.NAME
              + "\\."
              + OwnStatements.NAME
              + ") ALTER COLUMN ("
              + OwnStatements.NAME
              + ") SET COMPRESSION )lz4");

  private UnknownCompression() {}

  static boolean isSetBy(String statement) {
    return SET.matcher(statement).matches();
  }

  /** Whether the column is noted as one of that method. */
  static boolean note(String statement, ScriptSession owner, Supplier<ScriptSession> server) {
    Matcher parts = SET.matcher(statement);
    if (!parts.matches()) {
      return false;
    }
    owner.run(parts.group(1) + "pglz");
    try (ScriptSession administrator = server.get()) {
      administrator.run(
          "UPDATE pg_catalog.pg_attribute SET attcompression = 'l' WHERE attrelid ="
              + Names.literal(parts.group(2))
              + "::pg_catalog.regclass AND attname ="
              + Names.literal(OwnStatements.decoded(parts.group(3))));
    }
    return true;
  }
}
