package dev.sallyport.server;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.slf4j.event.KeyValuePair;

/**
 * One event as one line, such as {@code 12:34:56.789 WARN d.s.s.a.TicketDesk refused why="…"}. What
 * a value holds can't begin a line of its own, and no exception's text is written: it may hold rows
 * or credentials.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
  private static final int NAME_LENGTH = 24;

  private final TargetLengthBasedClassNameAbbreviator names =
      new TargetLengthBasedClassNameAbbreviator(NAME_LENGTH);
  private final ZoneId zone = ZoneId.systemDefault();

  @Override
  public String doLayout(ILoggingEvent event) {
    LocalTime time = LocalTime.ofInstant(Instant.ofEpochMilli(event.getTimeStamp()), zone);
    StringBuilder line = new StringBuilder(128);
    padded(line, time.getHour(), 2).append(':');
    padded(line, time.getMinute(), 2).append(':');
    padded(line, time.getSecond(), 2).append('.');
    padded(line, time.getNano() / 1_000_000, 3).append(' ');
    String level = event.getLevel().toString();
    line.append(level).append(" ".repeat(Math.max(1, 6 - level.length())));
    line.append(names.abbreviate(event.getLoggerName())).append(' ');
    plain(line, event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        line.append(' ').append(pair.key).append("=\"");
        plain(line, String.valueOf(pair.value));
        line.append('"');
      }
    }
    return line.append(System.lineSeparator()).toString();
  }

  private static StringBuilder padded(StringBuilder line, int number, int width) {
    String digits = String.valueOf(number);
    return line.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }

  private static void plain(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(isPlain(c) ? c : ' ');
    }
  }

  private static boolean isPlain(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
