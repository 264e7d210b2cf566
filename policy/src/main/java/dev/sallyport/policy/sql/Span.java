package dev.sallyport.policy.sql;

/**
 * A part of a request's text.
 *
 * @param start offset of the first UTF-16 unit
 * @param end offset after the last UTF-16 unit
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + ".." + end);
    }
  }

  /** The part of {@code text} that this span names. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
