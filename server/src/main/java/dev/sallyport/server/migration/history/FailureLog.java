package dev.sallyport.server.migration.history;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error behind a failed migration, as far as it may be shown. PostgreSQL's messages about data
 * quote values; only those about names, syntax and existing objects are shown in words.
 */
final class FailureLog {
  private static final Pattern CODE = Pattern.compile("Database error code: ([0-9A-Z]{5})");
  private static final Pattern MESSAGE = Pattern.compile("(?m)^ERROR: (.{1,300})$");

  private FailureLog() {}

  static Optional<String> shown(String logs) {
    Matcher code = CODE.matcher(logs);
    if (!code.find()) {
      return Optional.empty();
    }
    Matcher message = MESSAGE.matcher(logs);
    boolean harmless = code.group(1).startsWith("42");
    return Optional.of(
        "it ended with "
            + code.group(1)
            + (harmless && message.find() ? ": " + message.group(1) : ""));
  }
}
