package dev.sallyport.server.migration.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.migration.operation.OperationSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proposals on a real PostgreSQL and a real shadow, through the gate. */
class ProposalTest {
  private static final String USERS = "CREATE TABLE users (id integer PRIMARY KEY, name text);";

  @TempDir Path folder;
  private OperationSite site;

  @BeforeEach
  void open() {
    site = new OperationSite(folder, "production");
    site.migration("20250101000000_users", USERS);
    site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());
    site.database.runAs(
        "agent", "INSERT INTO users SELECT i, 'u' || i FROM generate_series(1, 50) i");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private List<String> files() {
    Path migrations = site.project.root().resolve("prisma/migrations");
    try (Stream<Path> all = Files.walk(migrations)) {
      return all.filter(Files::isRegularFile)
          .map(file -> migrations.relativize(file).toString().replaceFirst("^2\\d{13}_", "DATE_"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String reason(Answer answer) {
    return answer.reasons().get(0).message();
  }

  private String refusal(String name, String sql, Map<String, String> more) {
    Answer answer = site.propose(name, sql, more);
    assertThat(answer.ticket()).isNull();
    return reason(answer);
  }

  @Test
  void whatPrismaCanExpressBecomesADirectoryWithItsRow() {
    Answer pending =
        site.propose("add_email", "ALTER TABLE users ADD COLUMN email text;", Map.of());
    List<String> before = files();
    TicketState ended = site.carryOut(pending);

    assertThat(pending.body().get("notes"))
        .asString()
        .contains("kept as `prisma`: schema.prisma can express all of it");
    assertThat(before).containsExactly("DATE_users/migration.sql");
    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(files()).containsExactly("DATE_add_email/migration.sql", "DATE_users/migration.sql");
    assertThat(
            site.database.column(
                "SELECT applied_steps_count FROM _prisma_migrations WHERE migration_name LIKE"
                    + " '%_add_email' AND finished_at IS NOT NULL"))
        .containsExactly("1");
    assertThat(site.ask(Operation.MIGRATE_DEPLOY).next()).startsWith("no migration is pending");
  }

  @Test
  void whatItCantBecomesANumberedFileThatIsRepeatable() throws IOException {
    Answer pending =
        site.propose(
            "Add mood",
            "-- moods\nCREATE TYPE mood AS ENUM ('fine');\nALTER TABLE users ADD COLUMN mood mood;"
                + "\nCREATE INDEX users_mood ON users (mood) WHERE mood IS NOT NULL;\n",
            Map.of());
    TicketState ended = site.carryOut(pending);
    Path written = site.project.root().resolve("prisma/migrations/01_add_mood.sql");
    String sql = Files.readString(written);
    site.database.runAs("agent", sql);

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(pending.body().get("notes"))
        .asString()
        .contains("an enum type or value")
        .contains("the second time changes nothing");
    assertThat(sql)
        .startsWith("-- moods\nDO $$")
        .contains("ADD COLUMN IF NOT EXISTS mood", "CREATE INDEX IF NOT EXISTS users_mood");
    assertThat(site.state("01_add_mood.sql")).isEqualTo("manual-applied");
  }

  /** The file is the agent's to write; an approver is told what it would hush up. */
  @Test
  void theProjectsConfigurationSilencesNoFindingOfATicket() throws IOException {
    Files.writeString(
        site.project.root().resolve("sallyport-lint.json"),
        "{\"rules\": {\"index-without-concurrently\": \"off\"}}");

    Answer pending =
        site.propose("name_index", "CREATE INDEX users_name ON users (name);", Map.of());

    assertThat(pending.body().get("notes"))
        .asString()
        .contains("[rule index-without-concurrently]");
  }

  @Test
  void theSameProposalAgainIsTheSameTicketAndAnotherOneWaits() {
    String sql = "ALTER TABLE users ADD COLUMN email text;";

    Answer first = site.propose("add_email", sql, Map.of());
    Answer again = site.propose("add_email", sql, Map.of());
    Answer other = site.propose("phone", "ALTER TABLE users ADD COLUMN phone text;", Map.of());

    assertThat(again.ticket()).isEqualTo(first.ticket());
    assertThat(other.ticket()).isNull();
    assertThat(reason(other)).startsWith("ticket `" + first.ticket() + "` already proposes");
  }

  @Test
  void aRefusedProposalLeavesNothing() {
    List<String> refusals =
        List.of(
            refusal("../evil", "CREATE TABLE a (id int)", Map.of()),
            refusal("a/b", "CREATE TABLE a (id int)", Map.of()),
            refusal("x", "CREATE TABLE a (id int", Map.of()),
            refusal("x", "", Map.of()),
            refusal("x", "ALTER TABLE nowhere ADD COLUMN a int", Map.of()),
            refusal("x", "ALTER TABLE users DROP COLUMN name", Map.of()),
            refusal("x", "BEGIN; CREATE TABLE a (id int); COMMIT", Map.of()),
            refusal("x", "INSERT INTO users VALUES (100, 'x')", Map.of("pattern", "manual")),
            refusal("x", "CREATE TABLE a (id int)", Map.of("pattern", "other")),
            refusal("x", "CREATE TABLE a (id int)", Map.of("file", "/etc/passwd")));

    assertThat(refusals)
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo("`../evil` is no name for a migration"),
            one -> assertThat(one).isEqualTo("`a/b` is no name for a migration"),
            one -> assertThat(one).startsWith("the SQL is not understood"),
            one -> assertThat(one).startsWith("a proposal comes either from SQL or from the"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "the proposal fails on a shadow of the live schema, at proposal:1:"
                            + " relation \"nowhere\" does not exist"),
            one -> assertThat(one).startsWith("the proposal loses data without saying so"),
            one -> assertThat(one).isEqualTo("a migration does not control transactions"),
            one -> assertThat(one).contains("has to be repeatable"),
            one -> assertThat(one).isEqualTo("`other` is no pattern of migrations"),
            one -> assertThat(one).isEqualTo("a proposal knows no argument `file`"));
    assertThat(files()).containsExactly("DATE_users/migration.sql");
  }

  @Test
  void rowsThatAreAddedAgainAreNotRepeatableAndThoseThatAreNotAre() {
    String once = "INSERT INTO users (id, name) VALUES (100, 'x') ON CONFLICT DO NOTHING";

    String refused =
        refusal("x", "CREATE TABLE log (t text); INSERT INTO log VALUES ('x')", Map.of());
    Answer pending = site.propose("x", once, Map.of());

    assertThat(refused).contains("has to be repeatable");
    assertThat(site.carryOut(pending)).isInstanceOf(TicketState.Executed.class);
  }

  @Test
  void aSchemaThatChangedSinceMakesItStaleAndNothingIsWritten() {
    Answer pending =
        site.propose("add_email", "ALTER TABLE users ADD COLUMN email text;", Map.of());
    site.database.runAs("agent", "ALTER TABLE users ADD COLUMN phone text");

    TicketState ended = site.carryOut(pending);

    assertThat(ended).isInstanceOf(TicketState.Stale.class);
    assertThat(files()).containsExactly("DATE_users/migration.sql");
  }

  @Test
  void whatFailsOnLiveDataIsUndoneWithItsFile() {
    Answer pending =
        site.propose(
            "short_names", "ALTER TABLE users ADD CONSTRAINT one UNIQUE (name);", Map.of());
    site.database.runAs("agent", "UPDATE users SET name = 'same'");

    TicketState ended = site.carryOut(pending);

    assertThat(ended).isInstanceOf(TicketState.Failed.class);
    assertThat(files()).containsExactly("DATE_users/migration.sql");
    assertThat(site.history()).containsExactly("20250101000000_users|applied|1");
  }

  @Test
  void aLinkInTheMigrationsFolderIsNotFollowed() throws IOException {
    Answer pending =
        site.propose("add_email", "ALTER TABLE users ADD COLUMN email text;", Map.of());
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path migrations = site.project.root().resolve("prisma/migrations");
    Files.move(migrations, folder.resolve("moved"));
    Files.createSymbolicLink(migrations, elsewhere);

    TicketState ended = site.carryOut(pending);

    assertThat(ended).isInstanceOf(TicketState.Failed.class);
    try (Stream<Path> left = Files.list(elsewhere)) {
      assertThat(left).isEmpty();
    }
    assertThat(site.history()).containsExactly("20250101000000_users|applied|1");
  }

  @Test
  void aMigrationsFolderThatIsALinkIsRefusedBeforeATicketIsOpened() throws IOException {
    Path migrations = site.project.root().resolve("prisma/migrations");
    Files.move(migrations, folder.resolve("moved"));
    Files.createSymbolicLink(migrations, folder.resolve("moved"));

    Answer answer = site.propose("add_email", "ALTER TABLE users ADD COLUMN email text;", Map.of());

    assertThat(answer.ticket()).isNull();
    assertThat(reason(answer)).endsWith("`migrations` is a symbolic link");
    assertThat(folder.resolve("moved")).isDirectoryContaining("glob:**/20250101000000_users");
    try (Stream<Path> left = Files.list(folder.resolve("moved"))) {
      assertThat(left).hasSize(1);
    }
    assertThat(site.history()).containsExactly("20250101000000_users|applied|1");
  }

  @Test
  void aDeploymentThatHoldsPrismasLockLeavesNothingOfAProposal() throws Exception {
    Answer pending =
        site.propose("add_email", "ALTER TABLE users ADD COLUMN email text;", Map.of());
    TicketState ended;
    try (java.sql.Connection other = site.database.connect("postgres");
        java.sql.Statement statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(72707369)");
      ended = site.carryOut(pending);
    }

    assertThat(ended).isInstanceOf(TicketState.Failed.class);
    assertThat(((TicketState.Failed) ended).error().getString("message"))
        .startsWith("another deployment is under way: it holds Prisma's advisory lock 72707369");
    assertThat(files()).containsExactly("DATE_users/migration.sql");
    assertThat(site.history()).containsExactly("20250101000000_users|applied|1");
  }

  @Test
  void twoProposalsCantBothHaveTheNextNumberAndARejectedOneLeavesNothing() {
    Answer first = site.propose("moods", "CREATE TYPE mood AS ENUM ('fine');", Map.of());
    String draft = site.ticket(first).request().steps().get(0).text();
    String refused = refusal("tones", "CREATE TYPE tone AS ENUM ('low');", Map.of());
    site.gate().cancelTicket(String.valueOf(first.ticket()));
    Answer second = site.propose("tones", "CREATE TYPE tone AS ENUM ('low');", Map.of());

    assertThat(draft).contains("CREATE TYPE mood AS ENUM ('fine')");
    assertThat(refused)
        .isEqualTo("ticket `" + first.ticket() + "` already proposes `01_moods.sql`");
    assertThat(files()).containsExactly("DATE_users/migration.sql");
    assertThat(site.carryOut(second)).isInstanceOf(TicketState.Executed.class);
    assertThat(files()).containsExactly("01_tones.sql", "DATE_users/migration.sql");
  }

  @Test
  void withoutApplyTheFileIsOnlyWritten() {
    Answer answer =
        site.propose(
            "add_email", "ALTER TABLE users ADD COLUMN email text;", Map.of("apply", "false"));

    assertThat(answer.outcome().label()).isEqualTo("done");
    assertThat(files()).containsExactly("DATE_add_email/migration.sql", "DATE_users/migration.sql");
    assertThat(site.history()).containsExactly("20250101000000_users|applied|1");
    assertThat(site.ask(Operation.MIGRATE_DEPLOY).outcome().label()).isEqualTo("pending");
  }

  @Test
  void whatSomebodyMadeAlreadyIsRecordedWithoutBeingRun() {
    site.database.runAs("agent", "ALTER TABLE users ADD COLUMN email text");

    Answer pending =
        site.propose("add_email", "ALTER TABLE users ADD COLUMN email text;", Map.of());
    Ticket ended = site.run(site.approve(pending));

    assertThat(pending.body().get("notes")).asString().contains("recorded as applied without");
    assertThat(ended.state()).isInstanceOf(TicketState.Executed.class);
    assertThat(site.history().get(1)).endsWith("_add_email|applied|0");
    assertThat(files()).containsExactly("DATE_add_email/migration.sql", "DATE_users/migration.sql");
  }

  @Test
  void whatCantRunInATransactionStandsInAFileOfItsOwn() {
    Answer pending =
        site.propose(
            "email",
            "ALTER TABLE users ADD COLUMN email text;"
                + " CREATE INDEX CONCURRENTLY e ON users (email);",
            Map.of());
    TicketState ended = site.carryOut(pending);

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(files())
        .containsExactly("01_email.sql", "02_email_step_2.sql", "DATE_users/migration.sql");
    assertThat(site.database.column("SELECT to_regclass('e')::text")).containsExactly("e");
  }

  @Test
  void aLossThatIsMeantStillNeedsABackupInProduction() {
    Answer answer =
        site.propose(
            "contract", "ALTER TABLE users DROP COLUMN name;", Map.of("loses_data", "true"));

    assertThat(answer.outcome().label()).isEqualTo("denied");
    assertThat(reason(answer)).contains("backup");
  }

  /** Written first and reviewed, or left by a run that was killed: it is not written once more. */
  @Test
  void aFileThatIsThereAlreadyIsTakenUp() {
    String column = "ALTER TABLE users ADD COLUMN email text;";
    String index = "CREATE INDEX IF NOT EXISTS n ON users (name) WHERE name <> '';";
    site.propose("add_email", column, Map.of("apply", "false"));
    site.propose("names", index, Map.of("apply", "false"));
    List<String> written = files();

    Answer twice = site.propose("names", index, Map.of("apply", "false"));
    Answer pending = site.propose("add_email", column, Map.of());
    TicketState first = site.carryOut(pending);
    TicketState second = site.carryOut(site.propose("names", index, Map.of()));

    assertThat(twice.next())
        .isEqualTo(
            "`prisma/migrations/01_names.sql` says that already; propose it with `apply` to apply"
                + " it");
    assertThat(pending.body().get("summary"))
        .asString()
        .matches("applies `.*_add_email/migration.sql`, which is there already");
    assertThat(List.of(first.kind().label(), second.kind().label()))
        .containsExactly("executed", "executed");
    assertThat(files()).isEqualTo(written);
    assertThat(site.history()).hasSize(2);
    assertThat(site.state("01_names.sql")).isEqualTo("manual-applied");
  }
}
