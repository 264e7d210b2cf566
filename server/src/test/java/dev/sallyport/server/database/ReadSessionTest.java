package dev.sallyport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.database.DatabaseException.Kind;
import dev.sallyport.server.database.TestServer.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a read can and can't do to a database. */
class ReadSessionTest {
  private static final Cancellation NOBODY = Cancellation.none();
  private static TestDatabase database;
  private static TargetDatabase target;

  @BeforeAll
  static void open() {
    database = TestServer.create();
    database.runAs("agent", "CREATE TABLE users(id int PRIMARY KEY, email text)");
    database.runAs("agent", "INSERT INTO users SELECT i, 'u' || i FROM generate_series(1, 5000) i");
    target = database.target();
  }

  @AfterAll
  static void close() {
    target.close();
  }

  private static QueryResult read(String sql) {
    try (ReadSession session = target.openRead(ReadLimits.DEFAULT)) {
      return session.query(sql, ReadLimits.DEFAULT, NOBODY);
    }
  }

  @Test
  void rowsAndColumnTypesComeBack() {
    QueryResult result = read("SELECT id, email FROM users ORDER BY id LIMIT 2");
    assertThat(result.columns())
        .containsExactly(
            new QueryResult.Column("id", "integer"), new QueryResult.Column("email", "text"));
    assertThat(result.rows()).containsExactly(List.of(1L, "u1"), List.of(2L, "u2"));
    assertThat(result.truncated()).isFalse();
  }

  @Test
  void aSecondStatementIsRefusedByPostgresItself() {
    assertThatThrownBy(() -> read("SELECT 1; DROP TABLE users"))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("42601");
              assertThat(e.message()).contains("multiple commands");
            });
  }

  @Test
  void writesAreRefused() {
    assertThatThrownBy(() -> read("DELETE FROM users"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("25006"));
  }

  @Test
  void theTransactionCannotBeMadeWritable() {
    assertThatThrownBy(() -> read("SET TRANSACTION READ WRITE"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("25001"));
    assertThatThrownBy(() -> read("SELECT set_config('transaction_read_only', 'off', true)"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("25001"));
  }

  @Test
  void errorsCarryStateMessageHintAndPositionOnly() {
    assertThatThrownBy(() -> read("SELECT '🙂', emial FROM users"))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.STATEMENT_FAILED);
              assertThat(e.sqlState()).isEqualTo("42703");
              assertThat(e.message()).isEqualTo("column \"emial\" does not exist");
              assertThat(e.hint()).contains("users.email");
              assertThat(e.position()).isEqualTo("SELECT '🙂', ".length());
              assertThat(e).hasNoCause();
            });
  }
}
