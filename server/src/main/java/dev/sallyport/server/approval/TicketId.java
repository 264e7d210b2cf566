package dev.sallyport.server.approval;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A ticket's name, such as {@code T-4821-0937-5521}. Random; the last four digits are what an
 * approver types after reading a long statement.
 */
public record TicketId(String text) implements Comparable<TicketId> {
  private static final Pattern FORM = Pattern.compile("T-\\d{4}-\\d{4}-\\d{4}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public TicketId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a ticket's name: " + text);
    }
  }

  /** A name nobody used, most likely; the store refuses one that is taken. */
  static TicketId random() {
    return new TicketId(
        String.format(
            "T-%04d-%04d-%04d",
            RANDOM.nextInt(10_000), RANDOM.nextInt(10_000), RANDOM.nextInt(10_000)));
  }

  /** The ticket of that name, written with or without {@code T-} and dashes. */
  public static Optional<TicketId> of(String text) {
    String digits = text.strip().replaceFirst("^[Tt]-?", "").replace("-", "");
    if (!digits.matches("[0-9]{12}")) {
      return Optional.empty();
    }
    return Optional.of(
        new TicketId(
            "T-"
                + digits.substring(0, 4)
                + "-"
                + digits.substring(4, 8)
                + "-"
                + digits.substring(8)));
  }

  /** The four digits an approver types. */
  public String lastFour() {
    return text.substring(text.length() - 4);
  }

  @Override
  public int compareTo(TicketId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
