package dev.sallyport.server.migration.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.gateway.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a migration's text may hold. Prisma sends a file as one message, which PostgreSQL runs in
 * one transaction; here its statements are sent one by one within one. The ends are the same, or
 * the file is refused in words.
 */
class MigrationTextTest {
  private static final String USERS = "CREATE TABLE users (id integer PRIMARY KEY, name text);\n";

  @TempDir Path folder;
  private OperationSite site;

  @BeforeEach
  void open() {
    site = new OperationSite(folder, "staging");
    site.migration("1_users", USERS);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private TicketState deploy(String name, String sql) {
    site.migration(name, sql);
    return site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());
  }

  @Test
  void anEnumsNewValueCantBeUsedInTheSameFileAndNothingOfItStays() {
    TicketState ended =
        deploy(
            "2_mood", "CREATE TYPE mood AS ENUM ('a');\nALTER TABLE users ADD COLUMN mood mood;");
    TicketState used =
        deploy("3_more", "ALTER TYPE mood ADD VALUE 'b';\nINSERT INTO users VALUES (1, 'x', 'b');");

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(((TicketState.Failed) used).error().getString("message"))
        .contains("unsafe use of new value \"b\" of enum type");
    assertThat(site.database.column("SELECT enumlabel FROM pg_enum")).containsExactly("a");
    assertThat(site.history())
        .containsExactly("1_users|applied|1", "2_mood|applied|1", "3_more|failed|0");
    assertThat(site.database.column("SELECT logs FROM _prisma_migrations WHERE logs IS NOT NULL"))
        .singleElement()
        .asString()
        .startsWith(
            "A migration failed to apply. New migrations cannot be applied before the error is"
                + " recovered from.")
        .contains("Migration name: 3_more", "Database error code: 55P04");
  }

  @Test
  void whatRunsAloneRunsAloneAndLocalSettingsEndWithTheirFile() {
    TicketState ended =
        deploy(
            "2_patient",
            "SET LOCAL lock_timeout = '1s';\nALTER TABLE users ADD COLUMN a int DEFAULT 1;");
    TicketState vacuumed = deploy("3_vacuum", "VACUUM users;");

    assertThat(List.of(ended.kind().label(), vacuumed.kind().label()))
        .containsExactly("executed", "executed");
    assertThat(site.history())
        .containsExactly("1_users|applied|1", "2_patient|applied|1", "3_vacuum|applied|1");
  }

  @Test
  void aFileThatCommitsHalfwayIsRefused() {
    site.migration("2_halves", "CREATE TABLE a (id int);\nCOMMIT;\nCREATE TABLE b (id int);");

    Answer answer = site.ask(Operation.MIGRATE_DEPLOY);

    assertThat(answer.ticket()).isNull();
    assertThat(answer.reasons().get(0).message())
        .isEqualTo("`2_halves` begins or ends a transaction in the middle");
  }
}
