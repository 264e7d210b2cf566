package dev.sallyport.server.migration.prisma.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.database.TestServer.TestDatabase;
import dev.sallyport.server.migration.prisma.PrismaEngine;
import dev.sallyport.server.migration.prisma.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prisma's own engine reads every draft, and makes of it the script of the schema it came from. */
class PrismaTakesDraftsTest {
  private static final Path SCHEMAS = Path.of("src/test/resources/prisma/schemas");

  @Test
  void everyDraftFromNothingIsReadByPrisma() throws IOException {
    List<String> refused = new ArrayList<>();
    try (PrismaEngine prisma = PrismaEngine.start()) {
      for (String name : SchemaPullTest.schemas().toList()) {
        String text = Files.readString(SCHEMAS.resolve(name + ".prisma"));
        TestDatabase database = TestServer.create();
        database.run(Files.readString(SCHEMAS.resolve(name + ".sql")));
        SchemaFacts facts;
        try (TargetDatabase target = database.target()) {
          facts = target.facts(FactReader::read);
        }
        String draft =
            SchemaPull.draft(
                    facts,
                    List.of(new SchemaFile("s.prisma", SchemaPullTest.settings(text))),
                    "public",
                    7)
                .text();
        String answer =
            prisma.ask("script", database.url("agent"), null, "schema", draft).toString();
        if (!answer.contains("CREATE TABLE")) {
          refused.add(name + ": " + answer);
        }
      }
    }

    assertThat(refused).isEmpty();
  }
}
