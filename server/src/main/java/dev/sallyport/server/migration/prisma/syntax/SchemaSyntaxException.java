package dev.sallyport.server.migration.prisma.syntax;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;

/** A place in schema.prisma that is not understood. */
public final class SchemaSyntaxException extends SallyportException {
  private static final long serialVersionUID = 1L;

  public SchemaSyntaxException(String path, int line, String message) {
    super(
        ExitCode.USAGE,
        path + ":" + line + ": " + message,
        "`sallyport validate` says what Prisma makes of the schema");
  }
}
