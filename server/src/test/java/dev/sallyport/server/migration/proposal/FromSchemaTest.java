package dev.sallyport.server.migration.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.demo.BookingExample;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.migration.operation.OperationSite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The change of schema.prisma as a migration, a push, and what the database has already. */
class FromSchemaTest {
  private static final Map<String, String> SCHEMA = Map.of("from_schema", "true");

  @TempDir Path folder;
  private OperationSite site;

  private void open(String environment) {
    site = new OperationSite(folder, environment).booking();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private String bookings() {
    return site.content("\"Booking\"", "\"id\", \"tenantId\", \"date\", \"status\"");
  }

  @Test
  void theIncidentEndsFromTheSchemaAlone() {
    open("production");
    String before = bookings();

    Answer pending = site.propose("add_scheduling_platform", "", SCHEMA);
    TicketState ended = site.carryOut(pending);
    Answer again = site.propose("more", "", SCHEMA);

    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(site.state("07_add_scheduling_platform.sql")).isEqualTo("manual-applied");
    assertThat(site.database.column(BookingExample.FAILING_QUERY)).hasSize(3);
    assertThat(bookings()).isEqualTo(before);
    assertThat(again.next()).isEqualTo("the database has everything that the schema describes");
    assertThat(site.database.column("SELECT count(*) FROM pg_policy")).doesNotContain("0");
  }

  @Test
  void aPushIsForDevelopmentAndIsCaughtUpWith() {
    open("development");
    String schema = BookingExample.text("prisma/schema.prisma");
    String before = bookings();

    TicketState pushed = site.carryOut(Operation.DB_PUSH, Map.of());
    Answer nothing = site.ask(Operation.DB_PUSH);
    TicketState caughtUp = site.carryOut(site.propose("catch_up", "", SCHEMA));

    assertThat(schema).contains("BookingType");
    assertThat(List.of(pushed.kind().label(), caughtUp.kind().label()))
        .containsExactly("executed", "executed");
    assertThat(nothing.next()).isEqualTo("the database has everything that the schema describes");
    assertThat(bookings()).isEqualTo(before);
    assertThat(site.state("07_catch_up.sql")).isEqualTo("manual-applied");
  }

  @Test
  void devWritesAndAppliesTheChangeAndResetsNothing() {
    open("development");
    String before = bookings();

    String nameless = site.ask(Operation.MIGRATE_DEV).reasons().get(0).help();
    TicketState ended =
        site.carryOut(Operation.MIGRATE_DEV, Map.of("name", "add_scheduling_platform"));
    Answer again = site.ask(Operation.MIGRATE_DEV, Map.of("name", "more"));

    assertThat(nameless).isEqualTo("give `name`, such as `add_booking_type`");
    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(site.state("07_add_scheduling_platform.sql")).isEqualTo("manual-applied");
    assertThat(site.database.column(BookingExample.FAILING_QUERY)).hasSize(3);
    assertThat(bookings()).isEqualTo(before);
    assertThat(again.next()).isEqualTo("the database has everything that the schema describes");
  }

  @Test
  void whatWasRenamedInTheSchemaKeepsItsRows() {
    open("production");
    site.project.with(
        "prisma/schema.prisma",
        BookingExample.text("prisma/schema.prisma")
            .replace("  email        String\n", "  mail         String\n")
            .replace("@@unique([tenantId, email])", "@@unique([tenantId, mail])"));
    String before = site.content("\"User\"", "\"id\", \"email\"");

    Answer guessed = site.propose("rename_email", "", SCHEMA);
    Answer pending =
        site.propose(
            "rename_email",
            "",
            Map.of("from_schema", "true", "rename", "public.\"User\".email=mail"));
    TicketState ended = site.carryOut(pending);

    assertThat(guessed.reasons().get(0).help())
        .contains("`rename` `public.\"User\".email=public.\"User\".mail`");
    assertThat(ended).isInstanceOf(TicketState.Executed.class);
    assertThat(site.content("\"User\"", "\"id\", \"mail\" AS email")).isEqualTo(before);
    assertThat(site.database.column("SELECT indexname FROM pg_indexes WHERE tablename = 'User'"))
        .contains("User_tenantId_mail_key")
        .doesNotContain("User_tenantId_email_key");
    assertThat(site.ask(Operation.STATUS).toMap().toString()).doesNotContain("unexplained");
  }

  @Test
  void devAndPushAreRefusedOutsideOfDevelopment() {
    open("staging");

    assertThat(site.ask(Operation.DB_PUSH).reasons().get(0).message())
        .startsWith("`db-push` is for development and throw-away databases only");
    assertThat(site.ask(Operation.MIGRATE_DEV, Map.of("name", "x")).reasons().get(0).message())
        .startsWith("`migrate-dev` is for development and throw-away databases only");
  }
}
