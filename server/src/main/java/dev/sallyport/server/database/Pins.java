package dev.sallyport.server.database;

import dev.sallyport.server.database.DatabaseException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that decide what SQL means and how long it may take: set for every request, and
 * checked to have taken. One query sets and reads them all.
 *
 * <p>Written with qualified names only: at that moment the search path is still anybody's.
 */
final class Pins {
  /** What has one value for every request. */
  private static final Map<String, String> FIXED = fixed();

  /** What can't be set by an ordinary role and must be as PostgreSQL ships it. */
  private static final Map<String, String> FOUND = found();

  private final Baseline baseline;
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final String pinLocally;
  private final String pinForSession;
  private final String check;

  private static Map<String, String> fixed() {
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("standard_conforming_strings", "on");
    fixed.put("backslash_quote", "safe_encoding");
    fixed.put("transform_null_equals", "off");
    fixed.put("array_nulls", "on");
    fixed.put("DateStyle", "ISO, MDY");
    fixed.put("IntervalStyle", "postgres");
    fixed.put("TimeZone", "UTC");
    fixed.put("bytea_output", "hex");
    fixed.put("extra_float_digits", "1");
    fixed.put("xmloption", "content");
    fixed.put("row_security", "on");
    fixed.put("check_function_bodies", "on");
    fixed.put("quote_all_identifiers", "off");
    return fixed;
  }

  private static Map<String, String> found() {
    Map<String, String> found = new LinkedHashMap<>();
    found.put("client_encoding", "UTF8");
    found.put("session_replication_role", "origin");
    found.put("transaction_isolation", "read committed");
    return found;
  }

  Pins(Baseline baseline) {
    this.baseline = baseline;
    FIXED.forEach(this::pin);
    pin("synchronous_commit", baseline.synchronousCommit());
    pin("role", baseline.roleSetting());
    pin("search_path", baseline.searchPath().setting());
    String times = times(baseline);
    String rest = found("transaction_read_only") + identities();
    pinLocally = select(true) + times.replace("LOCALLY", "true") + rest;
    pinForSession = select(false) + times.replace("LOCALLY", "false") + rest;
    StringBuilder shown = new StringBuilder("SELECT ");
    names.forEach(name -> shown.append("pg_catalog.current_setting('" + name + "'), "));
    Timeouts.NAMES.forEach(name -> shown.append("pg_catalog.current_setting('" + name + "'), "));
    // The list ends with a comma, and what is found begins with one.
    check = shown + "''" + rest;
  }

  private void pin(String name, String value) {
    names.add(name);
    values.add(value);
  }

  private String select(boolean locally) {
    StringBuilder sql = new StringBuilder("SELECT ");
    for (int i = 0; i < names.size(); i++) {
      sql.append("pg_catalog.set_config('%s', $%d, %b), ".formatted(names.get(i), i + 4, locally));
    }
    return sql.toString();
  }

  /** Limits: their parameters come first, and nobody compares how PostgreSQL writes them. */
  private static String times(Baseline baseline) {
    String sql =
        """
        pg_catalog.set_config('statement_timeout', $1, LOCALLY),
        pg_catalog.set_config('lock_timeout', $2, LOCALLY),
        pg_catalog.concat(
          pg_catalog.set_config('idle_in_transaction_session_timeout', $3, LOCALLY),
          pg_catalog.set_config('tcp_keepalives_idle', '30', LOCALLY),
          pg_catalog.set_config('tcp_keepalives_interval', '10', LOCALLY),
          pg_catalog.set_config('tcp_keepalives_count', '3', LOCALLY)
        """;
    if (baseline.checksClient()) {
      sql += ", pg_catalog.set_config('client_connection_check_interval', '10s', LOCALLY)";
    }
    if (baseline.serverVersion() >= 17_00_00) {
      sql += ", pg_catalog.set_config('transaction_timeout', '0', LOCALLY)";
    }
    return sql + ")";
  }

  private static String found(String last) {
    StringBuilder sql = new StringBuilder();
    FOUND.keySet().forEach(name -> sql.append(", pg_catalog.current_setting('" + name + "')"));
    return sql + ", pg_catalog.current_setting('" + last + "')";
  }

  private static String identities() {
    return ", session_user, current_user, pg_catalog.pg_backend_pid()";
  }

  /**
   * Pins everything, for this transaction or (outside of one) for the session.
   *
   * @return the backend that answered
   */
  int set(Wire wire, Timeouts timeouts, Wire.Begin begin, boolean readOnly) {
    String sql = wire.inTransaction() || begin != Wire.Begin.NO ? pinLocally : pinForSession;
    Duration longest = Duration.ofMillis(timeouts.statement());
    return verify(WireRows.all(wire, sql, parameters(timeouts), begin, longest).get(0), readOnly);
  }

  /** The query that pins everything for a transaction; its one row is for {@link #verify}. */
  String local() {
    return pinLocally;
  }

  /** What {@link #local} is sent with. */
  List<@Nullable String> parameters(Timeouts timeouts) {
    List<@Nullable String> parameters = new ArrayList<>(timeouts.texts());
    parameters.addAll(values);
    return parameters;
  }

  /**
   * What a look at the session in the middle of a script found.
   *
   * @param timeouts the limits that stand now
   */
  record Checked(int backend, Timeouts timeouts) {}

  /** Looks whether everything still stands, in the middle of a script. */
  Checked check(Wire wire, Timeouts timeouts) {
    Duration longest = Duration.ofMillis(timeouts.statement());
    var row = WireRows.all(wire, check, List.of(), Wire.Begin.NO, longest).get(0);
    int backend = verify(row, 1, false);
    int times = values.size();
    return new Checked(backend, timeouts.lowered(row.subList(times, times + 3)));
  }

  /**
   * Checks that the pins have taken.
   *
   * @return the backend that answered
   */
  int verify(List<@Nullable String> row, boolean readOnly) {
    return verify(row, 0, readOnly);
  }

  /**
   * @param more how many columns there are besides those that {@link #set} has
   */
  private int verify(List<@Nullable String> row, int more, boolean readOnly) {
    for (int i = 0; i < values.size(); i++) {
      expect(names.get(i), values.get(i), row.get(i));
    }
    int at = values.size() + 3 + more;
    for (Map.Entry<String, String> setting : FOUND.entrySet()) {
      expect(setting.getKey(), setting.getValue(), row.get(at++));
    }
    expect("transaction_read_only", readOnly ? "on" : "off", row.get(at++));
    expect("session_authorization", baseline.sessionRole(), row.get(at++));
    expect("role", baseline.currentRole(), row.get(at++));
    return Integer.parseInt(String.valueOf(row.get(at)));
  }

  private static void expect(String name, String value, @Nullable String actual) {
    if (!value.equals(actual)) {
      throw new DatabaseException(
          Kind.UNSAFE_SESSION,
          "the session's `" + name + "` is not what it must be",
          "remove what changes it: a SET in the script, a function's side effect, or a default"
              + " of the server");
    }
  }
}
