package dev.sallyport.server.migration.prisma.datamodel;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;

/** A schema that can't be turned into a script: what is in it that is not known here. */
public final class DatamodelException extends SallyportException {
  private static final long serialVersionUID = 1L;

  public DatamodelException(String message, String help) {
    super(ExitCode.USAGE, message, help);
  }

  static DatamodelException at(String path, int line, String message) {
    return new DatamodelException(
        path + ":" + line + ": " + message, "`sallyport validate` says what Prisma makes of it");
  }
}
