package dev.sallyport.server.migration.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operation;
import dev.sallyport.server.approval.Ticket;
import dev.sallyport.server.approval.TicketState;
import dev.sallyport.server.gateway.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code db-pull}: a draft beside the schema, by ticket. */
class PullTest {
  @TempDir Path folder;

  @Test
  void theDraftIsWrittenBesideTheSchemaWhenItsTicketIsRun() throws IOException {
    try (OperationSite site = new OperationSite(folder, "production").booking()) {
      Path schema = site.project.root().resolve("prisma/schema.prisma");
      Path draft = site.project.root().resolve("prisma/schema.prisma.draft");
      String before = Files.readString(schema);

      Answer pending = site.ask(Operation.DB_PULL);
      boolean early = Files.exists(draft);
      Ticket ticket = site.ticket(pending);
      TicketState ended = site.carryOut(pending);
      Answer again = site.ask(Operation.DB_PULL);

      assertThat(early).isFalse();
      assertThat(ticket.request().steps().get(0).text()).isEqualTo(Files.readString(draft));
      assertThat(ended).isInstanceOf(TicketState.Executed.class);
      assertThat(Files.readString(schema)).isEqualTo(before);
      assertThat(Files.readString(draft))
          .contains("model Booking {", "@@unique([tenantId, date]")
          .doesNotContain("BookingType", "_prisma_migrations");
      assertThat(again.next())
          .isEqualTo("`prisma/schema.prisma.draft` says what stands in the database");

      Files.writeString(draft, "// mine");
      Answer refused = site.ask(Operation.DB_PULL);

      assertThat(refused.reasons().get(0).message())
          .isEqualTo("`prisma/schema.prisma.draft` is there already and says something else");
      assertThat(Files.readString(draft)).isEqualTo("// mine");
    }
  }
}
