package dev.sallyport.server.migration.diff;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.database.DatabaseException;
import dev.sallyport.server.migration.diff.script.ScriptStatement;

/** A statement of ours that a shadow database does not take. */
public final class CopyException extends SallyportException {
  private static final long serialVersionUID = 1L;

  CopyException(ScriptStatement statement, DatabaseException cause) {
    super(
        ExitCode.ENVIRONMENT,
        statement.about().words() + " can't be made on the shadow: " + cause.message(),
        "0A000".equals(cause.sqlState()) || "58P01".equals(cause.sqlState())
            ? "set `SHADOW_DATABASE_URL` to a server that has what it needs"
            : "compare in words, and write this part of the script by hand");
  }
}
