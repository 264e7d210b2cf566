package dev.sallyport.server.migration.lint.rule;

/**
 * A script ready to be used as a migration of its own.
 *
 * @param name what its file may be called, such as {@code validate_orders_user_id_fkey}
 * @param sql with the separator
 */
public record Draft(String name, String sql) {
  static Draft of(String name, String sql) {
    String plain = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String text = sql.stripTrailing();
    return new Draft(plain, (text.endsWith(";") ? text : text + ";") + "\n");
  }
}
