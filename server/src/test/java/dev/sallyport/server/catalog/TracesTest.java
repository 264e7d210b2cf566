package dev.sallyport.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.sql.EffectKind;
import dev.sallyport.policy.sql.Reading;
import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.policy.sql.Statement;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL itself as the judge of what is no more than a read: whatever is told as one is run,
 * and must take no transaction number, no lock but the weakest, no setting, cursor, prepared
 * statement or channel.
 *
 * <p>{@code -Dtraces.statements=FILE} runs a file of one's own, a statement a line.
 */
class TracesTest {
  /** What a statement can leave behind in its own transaction and session. */
  private static final String STATE =
      """
      SELECT concat_ws(' ',
        coalesce(pg_current_xact_id_if_assigned()::text, 'none'),
        (SELECT string_agg(DISTINCT concat_ws(':', locktype, relation::regclass, mode), ',')
         FROM pg_locks WHERE pid = pg_backend_pid() AND locktype <> 'virtualxid'
         AND mode NOT IN ('AccessShareLock', 'SIReadLock')),
        (SELECT count(*) FROM pg_prepared_statements), (SELECT count(*) FROM pg_cursors),
        (SELECT count(*) FROM pg_listening_channels()),
        (SELECT md5(string_agg(name || setting, ',' ORDER BY name)) FROM pg_settings))
      """;

  private final Catalog catalog = new Catalog();

  @Test
  void whatIsToldAsAReadLeavesNoTrace() throws SQLException, IOException {
    TestServer.TestDatabase database = database();
    List<String> traces = new ArrayList<>();
    int reads = 0;
    try (SqlReader reader = new SqlReader();
        TargetDatabase target = database.target();
        Connection connection = database.connect("postgres");
        java.sql.Statement session = connection.createStatement()) {
      session.setEscapeProcessing(false);
      connection.setAutoCommit(false);
      for (String sql : statements()) {
        if (isRead(reader.read(sql), target)) {
          reads++;
          String before = state(session);
          String after = attempt(session, sql) ? state(session) : before;
          if (!before.equals(after)) {
            traces.add(sql + ": " + before + " => " + after);
          }
        }
        connection.rollback();
      }
    }
    assertThat(traces).isEmpty();
    assertThat(reads).isGreaterThan(25);
  }

  /** The judge would notice: of what is no read, this leaves a trace. */
  @Test
  void whatIsNoReadIsSeen() throws SQLException {
    TestServer.TestDatabase database = database();
    List<String> unseen = new ArrayList<>();
    try (Connection connection = database.connect("postgres");
        java.sql.Statement session = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql :
          List.of(
              "SELECT nextval('items_id_seq')",
              "SELECT * FROM items FOR SHARE",
              "SELECT pg_advisory_lock(1)",
              "SELECT set_config('work_mem', '1MB', false)",
              "PREPARE kept AS SELECT 1",
              "DECLARE held CURSOR FOR SELECT 1",
              "SELECT lo_create(0)",
              "DELETE FROM parts")) {
        String before = state(session);
        attempt(session, sql);
        if (before.equals(state(session))) {
          unseen.add(sql);
        }
        connection.rollback();
      }
    }
    assertThat(unseen).isEmpty();
  }

  private static TestServer.TestDatabase database() {
    TestServer.TestDatabase database = TestServer.create();
    database.run(
        "CREATE TABLE items (id serial PRIMARY KEY, name text, data jsonb)",
        "CREATE TABLE parts (id int PRIMARY KEY, item int REFERENCES items)",
        "INSERT INTO items (name, data) VALUES ('a', '{}'), ('b', '{\"a\": {\"b\": 1}}')",
        "INSERT INTO parts VALUES (1, 1), (2, 2)",
        "CREATE VIEW named AS SELECT name FROM items",
        "CREATE VIEW locking AS SELECT pg_try_advisory_lock(9) FROM items",
        "CREATE MATERIALIZED VIEW frozen AS SELECT 1 AS one",
        "CREATE FUNCTION shout(text) RETURNS text LANGUAGE sql AS"
            + " 'INSERT INTO items (name) VALUES ($1) RETURNING name'",
        "CREATE DOMAIN checked AS text CHECK (shout(VALUE) IS NOT NULL)",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO agent");
    return database;
  }

  private boolean isRead(Reading reading, TargetDatabase target) {
    if (!(reading instanceof Reading.Understood understood)) {
      return false;
    }
    for (Statement statement : understood.statements()) {
      Statement resolved = target.facts(session -> catalog.resolve(statement, session));
      if (resolved.effects().stream().anyMatch(effect -> effect.kind() != EffectKind.READ)) {
        return false;
      }
    }
    return true;
  }

  private static boolean attempt(java.sql.Statement session, String sql) throws SQLException {
    session.execute("SAVEPOINT before");
    try {
      session.execute(sql);
      while (session.getMoreResults() || session.getUpdateCount() != -1) {
        // takes what the server sends, so that the next statement can be sent
      }
      return true;
    } catch (SQLException refused) {
      session.execute("ROLLBACK TO before");
      return false;
    }
  }

  private static String state(java.sql.Statement session) throws SQLException {
    try (ResultSet row = session.executeQuery(STATE)) {
      row.next();
      return row.getString(1);
    }
  }

  private static List<String> statements() throws IOException {
    String file = System.getProperty("traces.statements", "");
    if (!file.isEmpty()) {
      return Files.readAllLines(Path.of(file));
    }
    try (InputStream sample = TracesTest.class.getResourceAsStream("/catalog/traces.sql")) {
      assertThat(sample).isNotNull();
      return new String(sample.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
