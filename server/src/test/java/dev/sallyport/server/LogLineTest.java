package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLineTest {
  private static String line(Level level, String message, String value) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "x",
            context.getLogger("dev.sallyport.server.approval.TicketDesk"),
            level,
            message,
            new IllegalStateException("row 17 holds s3cr3t"),
            null);
    event.addKeyValuePair(new KeyValuePair("why", value));
    return new LogLine().doLayout(event);
  }

  @Test
  void timeLevelWhoWhatAndWhy() {
    assertThat(line(Level.WARN, "refused", "stale"))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  d.s.s.a.TicketDesk refused why=\"stale\"\\R");
    assertThat(line(Level.ERROR, "failed", "")).contains(" ERROR d.s.s.a.TicketDesk failed ");
  }

  @Test
  void noExceptionsTextAndNoLineOfItsOwn() {
    assertThat(line(Level.WARN, "a\nb", "c\r\u2028\u202ed\u001b[31m").strip())
        .doesNotContain("s3cr3t", "\n", "\r", "\u2028", "\u202e", "\u001b");
  }
}
