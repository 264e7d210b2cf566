package dev.sallyport.server.cli;

import jakarta.json.JsonObject;
import java.util.Locale;

/** What a table would lose, in words such as {@code public.users: 34 rows, 48 kB on disk}. */
final class LossText {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};

  private LossText() {}

  static String of(JsonObject loss) {
    long rows = loss.getJsonNumber("rows").longValue();
    return Lookalikes.shown(loss.getString("table"))
        + ": "
        + rows(rows, loss.getBoolean("exact"))
        + ", "
        + size(loss.getJsonNumber("bytes").longValue())
        + " on disk";
  }

  private static String rows(long rows, boolean exact) {
    if (rows < 0) {
      return "rows not counted";
    }
    String number = String.format(Locale.ROOT, "%,d", rows);
    return (exact ? "" : "about ") + number + (rows == 1 ? " row" : " rows");
  }

  private static String size(long bytes) {
    double left = bytes / 1024.0;
    int unit = 0;
    while (left >= 1024 && unit < UNITS.length - 1) {
      left /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.0f %s", left, UNITS[unit]);
  }
}
