package dev.sallyport.server.migration.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.majors.PostgresMajor;
import dev.sallyport.server.migration.lint.rule.Impact.Lock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the rules claim of locks, rewrites and scans is what PostgreSQL does: each statement runs in
 * a transaction, in which the locks, the file nodes and the counters of scans are read.
 */
class ImpactsTest {
  /** Another file, or none, where rows went away instead of being written anew. */
  private static final Pattern EMPTIES = Pattern.compile("^(DROP|TRUNCATE)");

  /** The oldest major that the claims are held against besides the build's own. */
  private static final int OLDER = 15;

  static Stream<Arguments> claimsWhatPostgresqlDoes() {
    return Impacts.all().stream()
        .map(impact -> argumentSet(impact.rule() + ": " + impact.statement(), impact));
  }

  @ParameterizedTest
  @MethodSource
  void claimsWhatPostgresqlDoes(Impact impact) throws SQLException {
    try (Connection connection = Shared.DATABASE.connect("postgres")) {
      assertThat(measured(connection, impact)).isEqualTo(impact);
    }
  }

  static Stream<Arguments> claimsWhatPostgresqlDoesOutsideTransactions() {
    return OutsideImpacts.all().stream()
        .map(impact -> argumentSet(impact.rule() + ": " + impact.statement(), impact));
  }

  @ParameterizedTest
  @MethodSource
  void claimsWhatPostgresqlDoesOutsideTransactions(Impact impact)
      throws SQLException, InterruptedException, ExecutionException {
    OutsideMeasure measure = new OutsideMeasure(() -> Shared.DATABASE.connect("postgres"));

    assertThat(measure.of(impact)).isEqualTo(impact);
  }

  @Test
  void claimsWhatAnOlderPostgresqlDoes()
      throws IOException, SQLException, InterruptedException, ExecutionException {
    Optional<PostgresMajor> major =
        PostgresMajor.all().stream().filter(known -> known.number() == OLDER).findFirst();
    assumeTrue(major.isPresent() && major.get().isAvailable(), "no PostgreSQL " + OLDER);
    try (EmbeddedPostgres server = major.get().start();
        Connection connection = server.getPostgresDatabase().getConnection()) {
      List<Impact> found =
          Impacts.all().stream().map(impact -> unchecked(connection, impact)).toList();
      OutsideMeasure measure =
          new OutsideMeasure(() -> server.getPostgresDatabase().getConnection());
      List<Impact> outside = new ArrayList<>();
      for (Impact impact : OutsideImpacts.all()) {
        outside.add(measure.of(impact));
      }

      assertThat(found).isEqualTo(Impacts.all());
      assertThat(outside).isEqualTo(OutsideImpacts.all());
    }
  }

  private static Impact unchecked(Connection connection, Impact impact) {
    try {
      return measured(connection, impact);
    } catch (SQLException e) {
      throw new IllegalStateException(impact.statement(), e);
    }
  }

  private static Impact measured(Connection connection, Impact impact) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public");
      statement.execute(impact.setup());
      long oid = number(statement, "SELECT 't'::regclass::oid");
      connection.setAutoCommit(false);
      String node = "SELECT relfilenode FROM pg_class WHERE oid = " + oid;
      String scans =
          "SELECT coalesce((SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relid = "
              + oid
              + "), 0)";
      long before = number(statement, node);
      long rowsBefore = number(statement, scans);
      statement.execute(impact.statement());
      boolean rewrite =
          number(statement, node) != before && !EMPTIES.matcher(impact.statement()).find();
      long rows = number(statement, scans) - rowsBefore;
      Lock lock = strongest(statement, oid);
      connection.rollback();
      boolean scan = rewrite || rows > 0;
      return new Impact(
          impact.rule(), impact.given(), impact.setup(), impact.statement(), lock, rewrite, scan);
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static Lock strongest(Statement statement, long oid) throws SQLException {
    Lock strongest = Lock.ACCESS_SHARE;
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation = " + oid)) {
      while (rows.next()) {
        String mode = rows.getString(1);
        Lock lock =
            Arrays.stream(Lock.values())
                .filter(l -> l.mode().equals(mode))
                .findFirst()
                .orElseThrow();
        strongest = lock.compareTo(strongest) > 0 ? lock : strongest;
      }
    }
    return strongest;
  }

  /** Made when the first claim is measured. */
  private static final class Shared {
    static final TestServer.TestDatabase DATABASE = TestServer.create();
  }
}
