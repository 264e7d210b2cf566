package dev.sallyport.server.database;

import dev.sallyport.server.database.DatabaseException.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sessions themselves need to know of a database. */
final class DatabaseFacts {
  private static final String DATABASE =
      """
      SELECT current_database(),
             has_function_privilege('pg_control_system()', 'EXECUTE')
      """;
  private static final String SYSTEM = "SELECT system_identifier FROM pg_control_system()";

  /** By MEMBER, not by USAGE: what SET ROLE could reach counts. */
  private static final String POWERS =
      """
      SELECT current_user,
             EXISTS (SELECT FROM pg_roles r
                     WHERE r.rolsuper AND pg_has_role(session_user, r.oid, 'MEMBER')),
             pg_has_role(session_user, d.datdba, 'MEMBER'),
             EXISTS (SELECT FROM pg_namespace n
                     WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                       AND pg_has_role(session_user, n.nspowner, 'MEMBER')),
             EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%'
                       AND n.nspname <> 'information_schema'
                       AND pg_has_role(session_user, c.relowner, 'MEMBER')),
             bool_or(r.rolcreaterole), bool_or(r.rolcreatedb), bool_or(r.rolreplication),
             bool_or(r.rolname IN ('pg_read_server_files', 'pg_write_server_files')),
             bool_or(r.rolname = 'pg_execute_server_program'),
             bool_or(r.rolbypassrls),
             bool_or(r.rolname = 'pg_signal_backend')
      FROM pg_database d, pg_roles r
      WHERE d.datname = current_database()
        AND pg_has_role(session_user, r.oid, 'MEMBER')
      GROUP BY d.datdba
      """;

  private static final String STATUS =
      """
      SELECT pg_is_in_recovery(),
             CASE WHEN pg_is_in_recovery() THEN ''
                  ELSE pg_walfile_name(pg_current_wal_insert_lsn()) END,
             CASE WHEN pg_is_in_recovery() THEN false
                  ELSE pg_current_wal_insert_lsn() >= $1::pg_lsn END
      """;
  private static final String XACT = "SELECT pg_xact_status($1::xid8)";

  private DatabaseFacts() {}

  static DatabaseIdentity identity(Transaction transaction, ConnectionSettings settings) {
    List<@Nullable String> row = transaction.ask(DATABASE, List.of()).get(0);
    String system =
        "t".equals(row.get(1)) ? transaction.ask(SYSTEM, List.of()).get(0).get(0) : null;
    return new DatabaseIdentity(
        system,
        String.valueOf(row.get(0)),
        settings.host(),
        settings.port(),
        transaction.baseline().serverVersion());
  }

  static RolePowers powers(Transaction transaction) {
    List<@Nullable String> row = transaction.ask(POWERS, List.of()).get(0);
    boolean superuser = is(row, 1);
    return new RolePowers(
        String.valueOf(row.get(0)),
        superuser,
        is(row, 2),
        is(row, 3),
        is(row, 4),
        superuser || is(row, 5),
        superuser || is(row, 6),
        superuser || is(row, 7),
        superuser || is(row, 8),
        superuser || is(row, 9),
        superuser || is(row, 10),
        superuser || is(row, 11));
  }

  private static boolean is(List<@Nullable String> row, int index) {
    return "t".equals(row.get(index));
  }

  /** A transaction id means something only on the timeline it was given on, and not before it. */
  static XactStatus statusOf(Transaction transaction, CommitMark mark) {
    List<@Nullable String> here = transaction.ask(STATUS, List.of(mark.startPosition())).get(0);
    boolean sameHistory =
        !is(here, 0)
            && Timelines.ofWalFile(String.valueOf(here.get(1))) == mark.timeline()
            && is(here, 2);
    if (!sameHistory) {
      return XactStatus.UNKNOWN;
    }
    return switch (String.valueOf(status(transaction, mark))) {
      case "committed" -> XactStatus.COMMITTED;
      case "aborted" -> XactStatus.ABORTED;
      case "in progress" -> XactStatus.IN_PROGRESS;
      default -> XactStatus.UNKNOWN;
    };
  }

  private static @Nullable String status(Transaction transaction, CommitMark mark) {
    try {
      return transaction.ask(XACT, List.of(mark.transaction())).get(0).get(0);
    } catch (DatabaseException e) {
      // An id that was not given yet is an error, and as good as no answer.
      if (e.kind() == Kind.STATEMENT_FAILED) {
        return null;
      }
      throw e;
    }
  }
}
