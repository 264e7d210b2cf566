package dev.sallyport.server.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How the chain writes a time: UTC to the millisecond, always the same length, so texts sort. */
final class AuditTime {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);

  private static volatile Second recent = new Second(0, "1970-01-01T00:00:00.");

  /** One second, and how it is written up to its point. */
  private record Second(long number, String text) {}

  private AuditTime() {}

  static String text(Instant at) {
    Second second = recent;
    if (second.number() != at.getEpochSecond()) {
      second = new Second(at.getEpochSecond(), SECOND.format(at));
      recent = second;
    }
    String millis = Integer.toString(1_000 + at.getNano() / 1_000_000);
    return second.text() + millis.substring(1) + 'Z';
  }
}
