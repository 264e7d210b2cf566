package dev.sallyport.server.gateway;

/**
 * The history, or what a statement means, is not what the plan was made from: everything of the
 * part is rolled back.
 */
final class HistoryMoved extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String words;

  HistoryMoved(String words) {
    super(words);
    this.words = words;
  }

  String words() {
    return words;
  }
}
