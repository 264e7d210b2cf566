package dev.sallyport.server.migration.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketFilter;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.gateway.Answer;
import dev.sallyport.server.migration.operation.OperationSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a proposal leaves behind that nobody approved: no file, no folder, no row, no object, and
 * where it was refused no draft either.
 */
class ProposalLeavesNothingTest {
  private static final String EMAIL = "ALTER TABLE users ADD COLUMN email text;";

  @TempDir static Path folder;
  private static OperationSite site;

  @BeforeAll
  static void open() {
    site = new OperationSite(folder, "production");
    site.migration("20250101000000_users", "CREATE TABLE users (id integer, name text);");
    site.carryOut(Operation.MIGRATE_DEPLOY, Map.of());
  }

  @AfterAll
  static void close() {
    site.close();
  }

  /** Every file and folder of the project, every row of the history, every column there is. */
  private static List<String> everything() {
    List<String> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(site.project.root())) {
      for (Path file : files.sorted().toList()) {
        all.add(file + (Files.isRegularFile(file) ? " " + Files.readString(file) : ""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    site.database
        .column("SELECT m::text FROM _prisma_migrations m")
        .forEach(row -> all.add(String.valueOf(row)));
    site.database
        .column(
            "SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class c ON c.oid"
                + " = attrelid WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT"
                + " attisdropped ORDER BY 1")
        .forEach(column -> all.add(String.valueOf(column)));
    return all;
  }

  private static List<String> tickets() {
    return site.sallyport.desk().list(TicketFilter.in(TicketState.Kind.values())).stream()
        .map(ticket -> ticket.id().text())
        .toList();
  }

  @Test
  void aRefusedOneLeavesNoDraftEither() {
    List<String> before = everything();
    List<String> drafts = tickets();

    List<Answer> answers =
        List.of(
            site.propose("../evil", EMAIL, Map.of()),
            site.propose("..", EMAIL, Map.of()),
            site.propose("a\\b", EMAIL, Map.of()),
            site.propose("a\u0000b", EMAIL, Map.of()),
            site.propose("x", "ALTER TABLE nowhere ADD COLUMN email text", Map.of()),
            site.propose("x", "ALTER TABLE users DROP COLUMN name", Map.of()),
            site.propose("x", "INSERT INTO users VALUES (1)", Map.of("apply", "false")),
            site.propose("x", "DROP DATABASE postgres", Map.of("loses_data", "true")),
            site.propose("x", "COPY users FROM PROGRAM 'id'", Map.of()));

    assertThat(answers).allMatch(answer -> answer.ticket() == null && !answer.reasons().isEmpty());
    assertThat(everything()).isEqualTo(before);
    assertThat(tickets()).isEqualTo(drafts);
  }

  @Test
  void aRejectedOneLeavesItsDraftInTheStoreAlone() {
    List<String> before = everything();

    Answer pending = site.propose("add_email", EMAIL, Map.of());
    List<String> whileItWaits = everything();
    site.reject(pending);
    Ticket rejected = site.ticket(pending);

    assertThat(whileItWaits).isEqualTo(before);
    assertThat(everything()).isEqualTo(before);
    assertThat(rejected.state()).isInstanceOf(TicketState.Rejected.class);
    assertThat(rejected.request().steps().get(0).text()).isEqualTo(EMAIL);
    assertThat(site.ask(Operation.MIGRATE_DEPLOY).next()).startsWith("no migration is pending");
  }

  @Test
  void aCancelledOneLeavesTheNextNumberFree() {
    List<String> before = everything();

    Answer first = site.propose("moods", "CREATE TYPE mood AS ENUM ('fine');", Map.of());
    site.gate().cancelTicket(String.valueOf(first.ticket()));
    Answer second = site.propose("tones", "CREATE TYPE tone AS ENUM ('low');", Map.of());
    String path = site.ticket(second).request().steps().get(0).details().getString("path");
    site.reject(second);

    assertThat(path).isEqualTo("prisma/migrations/01_tones.sql");
    assertThat(everything()).isEqualTo(before);
  }
}
