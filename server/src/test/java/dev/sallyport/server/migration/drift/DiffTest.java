package dev.sallyport.server.migration.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.Configuration;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.cancellation.Cancellation;
import dev.sallyport.server.demo.BookingExample;
import dev.sallyport.server.gateway.AgentRequest;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.gateway.Outcome;
import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.shadow.EmbeddedDatabase;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The booking incident through the gate, from the first comparison to a clean status. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DiffTest {
  @TempDir static Path folder;
  private static EmbeddedServer server;
  private static EmbeddedDatabase database;
  private static ProjectOnDisk project;
  private static Sallyport sallyport;

  @BeforeAll
  static void open() throws java.io.IOException {
    server = EmbeddedServer.start(Files.createTempDirectory(folder, "server"));
    database = server.createDatabase("booking", "booking_app");
    BookingExample.load(database);
    project = ProjectOnDisk.booking(Files.createTempDirectory(folder, "project"));
    sallyport =
        Sallyport.open(
            Configuration.of(
                Map.of("SALLYPORT_CONFIG", folder.resolve("trust").toString()),
                new Configuration.Overrides(
                    project.root(), database.url(), null, null, folder.resolve("home"), null),
                project.root()),
            Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    sallyport.close();
    server.close();
  }

  private static Answer diff(String from, String to) {
    return sallyport
        .gate()
        .handle(
            AgentRequest.operation(
                Operation.DIFF, Map.of("from", from, "to", to), "", sallyport.person()),
            Cancellation.none());
  }

  private static Map<?, ?> status() {
    return sallyport.gate().status(Cancellation.none()).body();
  }

  private static List<String> differences(Answer answer) {
    return ((List<?>) answer.body().get("words")).stream().map(String::valueOf).toList();
  }

  private static List<?> scenarios(Map<?, ?> body) {
    return ((List<?>) body.get("drift"))
        .stream().map(entry -> ((Map<?, ?>) entry).get("scenario")).toList();
  }

  @Test
  @Order(1)
  void statusSaysThatNothingWasCompared() {
    Map<?, ?> status = status();

    assertThat(status.get("drift")).isEqualTo(List.of());
    assertThat(String.valueOf(status.get("drift_note"))).contains("`diff` does");
  }

  @Test
  @Order(2)
  void saysWhatTheDatabaseLacksAndProvesAScript() {
    Answer answer = diff("database", "schema");

    assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
    assertThat(differences(answer))
        .contains(
            "column `public.\"Booking\".\"bookingType\"` is added",
            "table `public.\"Service\"` is added");
    assertThat(String.valueOf(answer.body().get("script")))
        .contains("CREATE TYPE public.\"BookingType\"")
        .doesNotContain("DROP TABLE", "DROP COLUMN", "DROP POLICY", "DROP TRIGGER", "trgm");
    assertThat(answer.body()).containsEntry("data_loss", false);
    assertThat(scenarios(answer.body())).isEqualTo(List.of("missing"));
  }

  @Test
  @Order(3)
  void statusRemembersUntilTheSchemaChanges() {
    Map<?, ?> before = status();
    database.run("CREATE TABLE made_by_hand (id int)");
    Map<?, ?> after = status();
    database.run("DROP TABLE made_by_hand");

    assertThat(scenarios(before)).isEqualTo(List.of("missing"));
    assertThat(before.get("healthy")).isEqualTo(false);
    assertThat(after.get("drift_note")).isNotNull();
  }

  @Test
  @Order(4)
  void seesThatMigrationsAndDatabaseAgree() {
    Answer answer = diff("migrations", "database");

    assertThat(answer.body()).containsEntry("equal", true);
  }

  @Test
  @Order(5)
  void anAgentNamesNoAddress() {
    Answer answer = diff("postgresql://someone:secret@localhost/other", "database");

    assertThat(answer.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(answer.toMap().toString()).doesNotContain("secret", "localhost");
  }

  @Test
  @Order(6)
  void isSoundWhenTheMissingMigrationIsThere() {
    String sql = BookingExample.text(BookingExample.PROPOSAL);
    Map<String, Long> rows = BookingExample.rowCounts(database);
    database.run(sql);
    project.with("prisma/migrations/07_add_scheduling_platform.sql", sql);

    Answer answer = diff("database", "schema");

    assertThat(scenarios(answer.body())).isEmpty();
    assertThat((List<?>) status().get("drift")).isEmpty();
    assertThat(BookingExample.rowCounts(database)).isEqualTo(rows);
  }

  @Test
  @Order(7)
  void leavesOutWhatTheProjectLeavesOut() {
    database.run("CREATE TABLE audit_2024 (id int)");
    Answer before = diff("migrations", "database");
    project.with("package.json", "{\"sallyport\": {\"ignore\": [\"audit_*\"]}}");
    Answer after = diff("migrations", "database");

    assertThat(before.body()).containsEntry("equal", false);
    assertThat(after.body()).containsEntry("equal", true);
    assertThat(after.body().get("remarks")).isEqualTo(List.of("left out: audit_*"));
  }

  @Test
  @Order(8)
  void comparesTwoOtherDatabases() {
    EmbeddedDatabase one = server.createDatabase("one", "one_owner");
    EmbeddedDatabase two = server.createDatabase("two", "one_owner_too");
    one.run("CREATE TABLE t (id int PRIMARY KEY, gone text)");
    two.run("CREATE TABLE t (id int PRIMARY KEY, come text)");

    Differences differences =
        sallyport.comparing().between(one.url(), two.url(), true, List.of(), List.of());

    assertThat(differences.words())
        .contains("column `public.t.come` is added", "column `public.t.gone` is removed");
    assertThat(differences.toMap()).containsEntry("data_loss", true);
    assertThat(differences.renames()).hasSize(1);
  }

  @Test
  @Order(9)
  void asksWhatWasRenamedAndKeepsItsRowsWhereItWas() {
    EmbeddedDatabase one = server.createDatabase("named", "named_owner");
    EmbeddedDatabase two = server.createDatabase("renamed", "renamed_owner");
    one.run("CREATE TABLE users (id serial PRIMARY KEY, mail text NOT NULL)");
    one.run("CREATE INDEX users_mail_idx ON users (mail)");
    one.run("CREATE VIEW mails AS SELECT mail FROM users");
    one.run("INSERT INTO users (mail) VALUES ('a'), ('b')");
    two.run("CREATE TABLE people (id serial PRIMARY KEY, email text NOT NULL, age int)");
    two.run("CREATE INDEX people_email_idx ON people (email)");
    two.run("CREATE VIEW mails AS SELECT email FROM people");

    DatabaseDiff diff = sallyport.comparing();
    List<String> ignored = List.of();
    List<String> renames = List.of("public.users.mail=email", "public.users=public.people");
    Differences differences = diff.between(one.url(), two.url(), true, ignored, renames);
    for (String statement : differences.scriptText().split(";\n")) {
      if (!statement.contains(" OWNER TO ")) {
        one.run(statement);
      }
    }

    assertThat(differences.scriptText())
        .startsWith(
            """
            ALTER TABLE public.users RENAME TO people;
            ALTER TABLE public.people RENAME COLUMN mail TO email;
            ALTER SEQUENCE public.users_id_seq RENAME TO people_id_seq;
            ALTER TABLE public.people RENAME CONSTRAINT users_pkey TO people_pkey;
            ALTER INDEX public.users_mail_idx RENAME TO people_email_idx;
            """)
        .doesNotContain("DROP TABLE", "DROP COLUMN", "data loss");
    one.run(
        "DO $$ BEGIN ASSERT (SELECT count(*) FROM people WHERE email IN ('a', 'b')) = 2; END $$");
    assertThat(diff.between(one.url(), two.url(), false, ignored, List.of()).words())
        .isNotEmpty()
        .allMatch(words -> words.contains("owner is `renamed_owner`"));
  }

  @Test
  @Order(10)
  void refusesRenamesThatAreNone() {
    EmbeddedDatabase one = server.createDatabase("here", "here_owner");
    EmbeddedDatabase two = server.createDatabase("there", "there_owner");
    one.run("CREATE TABLE t (id int, gone text, stays int)");
    two.run("CREATE TABLE t (id int, come text, stays int)");
    DatabaseDiff diff = sallyport.comparing();

    assertThat(refusal(diff, one, two, "t.gone")).isEqualTo("`t.gone` names no rename");
    assertThat(refusal(diff, one, two, "t.nothing=come"))
        .isEqualTo("`t.nothing` is no table or column of the first database");
    assertThat(refusal(diff, one, two, "t.gone=nothing"))
        .isEqualTo("`nothing` is not in the second database, or is of another kind");
    assertThat(refusal(diff, one, two, "t.stays=come"))
        .isEqualTo("`t.stays` is in the second database too");
    assertThat(refusal(diff, one, two, "t.gone=stays"))
        .isEqualTo("`stays` is in the first database already");
    assertThat(
            diff.between(one.url(), two.url(), false, List.of(), List.of()).toMap().get("renames"))
        .isEqualTo(
            List.of(
                "column `public.t.gone` is gone and `public.t.come` is new: was it renamed?"
                    + " if so, ask again with `rename` `public.t.gone=public.t.come`"));
  }

  @Test
  @Order(11)
  void tellsTheOrderOfColumns() {
    EmbeddedDatabase one = server.createDatabase("left_side", "left_hand");
    EmbeddedDatabase two = server.createDatabase("right_side", "right_hand");
    one.run("CREATE TABLE same (a int, b int)");
    two.run("CREATE TABLE same (b int, a int)");
    one.run("CREATE TABLE more (a int, b int)");
    two.run("CREATE TABLE more (a int, between int, b int)");
    one.run("CREATE TABLE last (a int, gone int, b int)");
    two.run("CREATE TABLE last (a int, b int, c int)");
    DatabaseDiff diff = sallyport.comparing();

    Differences words = diff.between(one.url(), two.url(), false, List.of(), List.of());
    Differences script = diff.between(one.url(), two.url(), true, List.of(), List.of());

    String same =
        "the columns of table `public.same` stand in the order a, b, not b, a: no script changes"
            + " that";
    assertThat(words.words()).noneMatch(line -> line.contains("order"));
    assertThat(words.toMap().get("remarks")).isEqualTo(List.of(same));
    assertThat(script.scriptText()).contains("ADD COLUMN \"between\"");
    assertThat((List<?>) script.toMap().get("remarks"))
        .hasSize(2)
        .map(String::valueOf)
        .containsOnlyOnce(
            same,
            "the columns of table `public.more` stand in the order a, b, between, not a, between,"
                + " b: no script changes that");
  }

  private static String refusal(
      DatabaseDiff diff, EmbeddedDatabase one, EmbeddedDatabase two, String rename) {
    try {
      diff.between(one.url(), two.url(), false, List.of(), List.of(rename));
      return "";
    } catch (SallyportException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
