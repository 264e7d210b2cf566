package dev.sallyport.server.migration.prisma;

/** The module did not do what it is for: it is broken, too big, too slow, or of another kind. */
final class SchemaModuleException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message lower case, one line; no word of the module's own
   */
  SchemaModuleException(String message) {
    super(message);
  }

  SchemaModuleException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
