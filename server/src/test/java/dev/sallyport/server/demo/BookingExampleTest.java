package dev.sallyport.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.SallyportException;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookingExampleTest {
  private static final Path SOURCE = Path.of("../examples/booking");

  @TempDir static Path folder;
  private static EmbeddedServer server;
  private static int databases;

  private EmbeddedDatabase database;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void load() {
    databases++;
    database = server.createDatabase("booking" + databases, "owner" + databases);
    BookingExample.load(database);
  }

  @Test
  void packsEveryFileOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCE)) {
      List<String> present =
          files
              .filter(Files::isRegularFile)
              .map(file -> SOURCE.relativize(file).toString())
              .filter(file -> !file.startsWith("node_modules"))
              .toList();
      assertThat(BookingExample.files()).containsExactlyInAnyOrderElementsOf(present);
    }
  }

  @Test
  void holdsThirtyFourTenantsThatAllHaveUsersAndBookings() {
    List<List<String>> tenants =
        database.rows(
            """
            SELECT t."id"
            FROM "Tenant" t
            WHERE EXISTS (SELECT FROM "User" u WHERE u."tenantId" = t."id")
              AND EXISTS (SELECT FROM "Booking" b WHERE b."tenantId" = t."id")
            """);
    assertThat(tenants).hasSize(34);
    assertThat(BookingExample.rowCounts(database))
        .containsEntry("Tenant", 34L)
        .containsEntry("User", 153L)
        .containsEntry("Booking", 1360L)
        .containsEntry("_prisma_migrations", 2L)
        .allSatisfy((table, count) -> assertThat(count).as(table).isPositive());
  }

  @Test
  void notesPrismasMigrationsAsPrismaWould() throws Exception {
    List<List<String>> rows =
        database.rows(
            """
            SELECT migration_name, checksum, applied_steps_count
            FROM _prisma_migrations
            WHERE finished_at > started_at AND rolled_back_at IS NULL AND logs IS NULL
            ORDER BY started_at
            """);
    assertThat(rows)
        .containsExactly(
            List.of(
                "20251016140827_initial_schema", checksum("20251016140827_initial_schema"), "1"),
            List.of(
                "20251023152454_add_password_hash",
                checksum("20251023152454_add_password_hash"),
                "1"));
  }

  @Test
  void failsAsTheApplicationDid() {
    assertThatThrownBy(() -> database.rows(BookingExample.FAILING_QUERY))
        .isInstanceOf(SallyportException.class)
        .hasMessageContaining("column Booking.bookingType does not exist");
  }

  @Test
  void runsAgainWithoutEffectWhateverWasAppliedByHand() {
    Map<String, Long> before = BookingExample.rowCounts(database);

    BookingExample.files().stream()
        .filter(file -> file.matches("prisma/migrations/0\\d_.*\\.sql"))
        .forEach(file -> database.run(BookingExample.text(file)));

    assertThat(BookingExample.rowCounts(database)).isEqualTo(before);
  }

  @Test
  void endsWellWithTheProposalEvenWhenItRunsTwice() {
    Map<String, Long> before = BookingExample.rowCounts(database);
    String proposal = BookingExample.text(BookingExample.PROPOSAL);

    database.run(proposal);
    List<List<String>> once = schema();
    database.run(proposal);

    assertThat(schema()).isEqualTo(once);
    assertThat(BookingExample.rowCounts(database)).isEqualTo(before);
    assertThat(database.rows(BookingExample.FAILING_QUERY))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.get(2)).isEqualTo("DATE"));
  }

  @Test
  void keepsATenantsSessionToItsOwnRows() throws SQLException {
    String role = "session" + databases;
    String elsewhere = server.createDatabase("elsewhere" + databases, role).url();
    String here = elsewhere.replaceFirst("/elsewhere(\\d+)$", "/booking$1");
    database.run("GRANT SELECT ON \"Booking\" TO " + role);

    String counts;
    try (Connection connection = DriverManager.getConnection(jdbc(here));
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                SELECT (SELECT count(*) FROM "Booking") || ' then ' || set_config('app.tenant_id', 'tenant_17', false)
                """)) {
      result.next();
      counts = result.getString(1);
      try (ResultSet own =
          statement.executeQuery("SELECT count(*), min(\"tenantId\") FROM \"Booking\"")) {
        own.next();
        counts += " has " + (own.getInt(1) > 0) + " " + own.getString(2);
      }
    }

    assertThat(counts).isEqualTo("0 then tenant_17 has true tenant_17");
  }

  private static String jdbc(String url) {
    return url.replaceFirst(
        "postgresql://(\\w+):(\\w+)@(.*)", "jdbc:postgresql://$3?user=$1&password=$2");
  }

  private List<List<String>> schema() {
    return database.rows(
        """
        SELECT 'column', table_name::text, column_name::text, data_type::text, column_default::text
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT 'index', tablename::text, indexname::text, indexdef, NULL
        FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT 'constraint', conrelid::regclass::text, conname::text, pg_get_constraintdef(oid), NULL
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT 'policy', tablename::text, policyname::text, qual, with_check
        FROM pg_policies WHERE schemaname = 'public'
        ORDER BY 1, 2, 3, 4
        """);
  }

  private static String checksum(String migration) throws Exception {
    String sql = BookingExample.text("prisma/migrations/" + migration + "/migration.sql");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
