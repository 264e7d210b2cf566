package dev.sallyport.server.guard.setup;

/** A section between two marks. */
final class MarkedSection {
  private MarkedSection() {}

  /** From the first mark to the end of the last one's line; empty where there is none. */
  static String in(String text, String begin, String end) {
    int from = text.indexOf(begin);
    int to = from < 0 ? -1 : text.indexOf(end, from);
    if (to < 0) {
      return "";
    }
    int line = text.indexOf('\n', to);
    return text.substring(from, line < 0 ? text.length() : line + 1);
  }
}
