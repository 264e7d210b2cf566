package dev.sallyport.server.migration.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.policy.sql.SqlReader;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.database.TestServer.TestDatabase;
import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.lint.MigrationText.Runner;
import dev.sallyport.server.migration.lint.state.LintFacts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the linter makes of a real database behind the files. */
class LiveFactsTest {
  private static SqlReader reader;
  private static TargetDatabase target;
  private static LintFacts facts;

  @BeforeAll
  static void open() {
    reader = new SqlReader();
    TestDatabase database = TestServer.create();
    database.run(
        "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
        "CREATE FUNCTION steady() RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT 1'",
        "CREATE TABLE customers (id bigint PRIMARY KEY)",
        "CREATE TABLE orders (id bigint PRIMARY KEY, name varchar(50), at timestamp, note text,"
            + " customer bigint, CONSTRAINT noted CHECK (note IS NOT NULL))",
        "CREATE INDEX orders_customer_idx ON orders (customer)",
        "INSERT INTO orders SELECT i, i, now(), i, i FROM generate_series(1, 20000) i",
        "CREATE TABLE few (id bigint PRIMARY KEY, note text)",
        "INSERT INTO few VALUES (1, 'x')",
        "CREATE TABLE none (id bigint PRIMARY KEY)",
        "CREATE INDEX orders_half ON orders (note)",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_half'::regclass",
        "ANALYZE");
    target = database.target();
    facts = target.facts(session -> LiveFacts.read(session, Set.of("1_old"), Set.of("1_old")));
  }

  @AfterAll
  static void close() {
    target.close();
    reader.close();
  }

  @Test
  void saysLessOfASmallTable() {
    assertThat(lint("ALTER TABLE few ALTER COLUMN note SET NOT NULL;"))
        .filteredOn(finding -> finding.rule().equals("set-not-null"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.NOTE);
              assertThat(finding.facts()).last().asString().contains("about 1 rows", "error");
            });
  }

  @Test
  void saysTheSizeOfALargeTable() {
    assertThat(lint("ALTER TABLE orders ALTER COLUMN customer SET NOT NULL;"))
        .filteredOn(finding -> finding.rule().equals("set-not-null"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.facts()).last().asString().contains("about 20,000 rows");
            });
  }

  @Test
  void knowsValidChecksTypesIndexesDomainsAndFunctions() {
    assertThat(
            lint(
                """
                SET LOCAL lock_timeout = '2s';
                ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
                ALTER TABLE orders ALTER COLUMN name TYPE varchar(100);
                ALTER TABLE orders ADD COLUMN rank integer DEFAULT steady();
                ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (customer)
                  REFERENCES customers (id) NOT VALID;
                ALTER TABLE none ADD COLUMN required integer NOT NULL;
                """))
        .extracting(Finding::rule, Finding::severity)
        .containsExactly(tuple("required-column-without-default", Severity.NOTE));
  }

  @Test
  void knowsDomainsThatCheck() {
    assertThat(lint("ALTER TABLE orders ADD COLUMN amount positive;"))
        .extracting(Finding::rule)
        .contains("constrained-domain-column");
  }

  @Test
  void knowsWhatBuildsThatFailedHaveLeftBehind() {
    String build = "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_half ON orders (note);";

    assertThat(lint(build))
        .extracting(Finding::rule, Finding::message)
        .containsExactly(
            tuple("invalid-index", "an invalid index `orders_half` is there, and stays as it is"));
    assertThat(lint("DROP INDEX CONCURRENTLY orders_half;" + build))
        .extracting(Finding::rule)
        .doesNotContain("invalid-index");
    assertThat(lint(build.replace("orders_half", "orders_other"))).isEmpty();
  }

  @Test
  void tellsOfEditedFilesAndOfThoseThatComeTooLate() {
    List<MigrationText> history =
        List.of(
            new MigrationText("a.sql", "0_late", Runner.PRISMA, "SELECT 1;"),
            new MigrationText("b.sql", "1_old", Runner.PRISMA, "SELECT 1;"));

    assertThat(new Linter(reader.definitions()).lint(history, facts))
        .extracting(Finding::rule, Finding::file, Finding::message)
        .containsExactly(
            tuple(
                "edited-migration", "a.sql", "it has not run, and sorts before `1_old`, which has"),
            tuple("edited-migration", "b.sql", "it was edited after the database had run it"));
  }

  private static List<Finding> lint(String sql) {
    return new Linter(reader.definitions())
        .lint(List.of(new MigrationText("2_new.sql", "2_new", Runner.PRISMA, sql)), facts);
  }
}
