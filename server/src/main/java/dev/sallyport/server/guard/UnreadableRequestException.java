package dev.sallyport.server.guard;

/** A hook's input that is none; the message is for a person. */
final class UnreadableRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRequestException(String message) {
    super(message, null, false, false);
  }
}
