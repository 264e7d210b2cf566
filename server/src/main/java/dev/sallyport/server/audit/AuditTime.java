package dev.sallyport.server.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How the chain writes a time: UTC to the millisecond, always the same length, so texts sort. */
final class AuditTime {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private AuditTime() {}

  static String text(Instant at) {
    return FORM.format(at);
  }
}
