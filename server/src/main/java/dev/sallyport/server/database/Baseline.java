package dev.sallyport.server.database;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fresh session of one role looks like: taken once from the first connection, and what every
 * later request must find again.
 *
 * @param sessionRole who logged in
 * @param currentRole who that is after the role's own defaults ({@code ALTER ROLE … SET role})
 * @param roleSetting the setting that makes it so, such as {@code none}
 * @param synchronousCommit {@code on}, or {@code remote_apply} where the session had it
 * @param plainBegin whether a bare BEGIN gives a read-committed, writable transaction
 * @param checksClient whether the server can notice a lost client while a statement runs
 * @param standby whether the server is in recovery
 */
record Baseline(
    int serverVersion,
    String sessionRole,
    String currentRole,
    String roleSetting,
    SearchPath searchPath,
    String synchronousCommit,
    boolean plainBegin,
    boolean checksClient,
    boolean standby) {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final String DEFAULTS =
      """
      SELECT pg_catalog.current_setting('server_version_num'), session_user, current_user,
             pg_catalog.current_setting('role'), pg_catalog.current_setting('search_path'),
             pg_catalog.current_setting('synchronous_commit'),
             pg_catalog.current_setting('default_transaction_isolation'),
             pg_catalog.current_setting('default_transaction_read_only'),
             pg_catalog.current_setting('default_transaction_deferrable'),
             pg_catalog.pg_is_in_recovery()
      """;
  private static final String CHECK_CLIENT =
      "SELECT pg_catalog.set_config('client_connection_check_interval', '10s', false)";

  /**
   * Asks a connection on which nothing ran yet.
   *
   * @param schema the address's own schema; null for the role's path
   */
  static Baseline of(Wire wire, @Nullable String schema) {
    List<@Nullable String> row = WireRows.one(wire, DEFAULTS, LONGEST);
    int version = Integer.parseInt(text(row, 0));
    String current = text(row, 2);
    String path = schema == null ? text(row, 4) : '"' + schema.replace("\"", "\"\"") + '"';
    return new Baseline(
        version,
        text(row, 1),
        current,
        text(row, 3),
        SearchPath.parse(path, current),
        text(row, 5).equals("remote_apply") ? "remote_apply" : "on",
        text(row, 6).equals("read committed")
            && text(row, 7).equals("off")
            && text(row, 8).equals("off"),
        version >= 14_00_00 && checksClient(wire),
        text(row, 9).equals("t"));
  }

  /** Not every system can tell a server that a client is gone. */
  private static boolean checksClient(Wire wire) {
    try {
      WireRows.one(wire, CHECK_CLIENT, LONGEST);
      return true;
    } catch (DatabaseException e) {
      if (!wire.isOpen()) {
        throw e;
      }
      return false;
    }
  }

  private static String text(List<@Nullable String> row, int index) {
    return String.valueOf(row.get(index));
  }
}
