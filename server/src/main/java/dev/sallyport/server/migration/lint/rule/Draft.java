package dev.sallyport.server.migration.lint.rule;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A script ready to be used as a migration of its own.
 *
 * @param name what its file may be called, such as {@code validate_orders_user_id_fkey}
 * @param sql with the separator
 */
public record Draft(String name, String sql) {
  /** What takes a lock that others wait behind, and may stand in a transaction. */
  private static final Pattern LOCKS =
      Pattern.compile("(?m)^ALTER TABLE (?!.*\\b(VALIDATE CONSTRAINT|CONCURRENTLY)\\b)");

  static Draft of(String name, String sql) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String text = sql.strip();
    boolean locks = LOCKS.matcher(text).find() && !text.contains("lock_timeout");
    return new Draft(
        plain,
        (locks ? "SET LOCAL lock_timeout = '2s';\n" : "")
            + (text.endsWith(";") ? text : text + ";")
            + "\n");
  }
}
