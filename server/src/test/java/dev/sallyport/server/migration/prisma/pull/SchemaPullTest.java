package dev.sallyport.server.migration.prisma.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.FactReader;
import dev.sallyport.server.catalog.facts.Ignored;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.database.TargetDatabase;
import dev.sallyport.server.database.TestServer;
import dev.sallyport.server.database.TestServer.TestDatabase;
import dev.sallyport.server.migration.prisma.SchemaFile;
import dev.sallyport.server.migration.prisma.SchemaReview;
import dev.sallyport.server.migration.prisma.datamodel.CreateScript;
import dev.sallyport.server.migration.prisma.datamodel.DatamodelReader;
import dev.sallyport.server.migration.prisma.syntax.SchemaSyntax;
import dev.sallyport.server.migration.project.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From a schema to a database and back, for every schema that Prisma's own scripts are known of.
 */
class SchemaPullTest {
  private static final Path SCHEMAS = Path.of("src/test/resources/prisma/schemas");

  @TempDir static Path nowhere;

  static Stream<String> schemas() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".prisma"))
          .map(name -> name.replace(".prisma", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void whatIsSoKeepsItsWords(String name) throws IOException {
    String text = Files.readString(SCHEMAS.resolve(name + ".prisma"));
    SchemaFacts facts = made(Files.readString(SCHEMAS.resolve(name + ".sql")));

    SchemaPull.Draft draft = SchemaPull.draft(facts, List.of(file(text)), "public", 7);

    assertThat(draft.text()).isEqualTo(text.stripTrailing() + "\n");
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aDraftFromNothingMakesTheSameDatabase(String name) throws IOException {
    String text = Files.readString(SCHEMAS.resolve(name + ".prisma"));
    SchemaFacts facts = made(Files.readString(SCHEMAS.resolve(name + ".sql")));

    SchemaPull.Draft draft = SchemaPull.draft(facts, List.of(file(settings(text))), "public", 7);
    String script =
        CreateScript.of(
            DatamodelReader.read(SchemaSyntax.read("s.prisma", draft.text()), 7), "public");

    assertThat(told(made(script))).isEqualTo(told(facts));
  }

  /** Some of the shapes: each costs seconds, and {@code PrismaEngineTest} asks for all of them. */
  @ParameterizedTest
  @ValueSource(strings = "24-ignored")
  void prismaTakesADraftFromNothing(String name) throws IOException {
    String text = Files.readString(SCHEMAS.resolve(name + ".prisma"));
    SchemaFacts facts = made(Files.readString(SCHEMAS.resolve(name + ".sql")));
    SchemaPull.Draft draft = SchemaPull.draft(facts, List.of(file(settings(text))), "public", 7);

    SchemaReview review = SchemaReview.of(new ProjectFiles(nowhere), file(draft.text()));

    assertThat(review.remark()).isEmpty();
    assertThat(review.text()).contains("model ");
  }

  private static final String HEAD =
      """
      datasource db {
        provider = "postgresql"
      }
      """;

  @Test
  void whatHasNoWordsIsNamedAndLeftOut() {
    SchemaFacts facts =
        made(
            """
            CREATE TABLE "g" (
              id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int,
              b int GENERATED ALWAYS AS (a + 1) STORED, "weird name" text, "1st" text, "🎉" text,
              r int REFERENCES g (id) DEFERRABLE, d numeric, iv interval, arr int[] NOT NULL,
              CONSTRAINT chk CHECK (a > 0));
            CREATE UNIQUE INDEX ix_nulls ON g (a) NULLS NOT DISTINCT;
            CREATE INDEX ix_lower ON g (lower("weird name"));
            CREATE INDEX ix_first ON g (a NULLS FIRST);
            CREATE INDEX ix_include ON g (a) INCLUDE (d);
            CREATE UNIQUE INDEX ix_part ON g (d) WHERE a > 1;
            CREATE TABLE part (id int, k int) PARTITION BY RANGE (k);
            CREATE TABLE part1 PARTITION OF part FOR VALUES FROM (1) TO (2);
            CREATE TABLE "class" (id int PRIMARY KEY, "g" int REFERENCES g (id), "G" int);
            CREATE TABLE "_prisma_migrations" (id text PRIMARY KEY);
            ALTER TABLE g ENABLE ROW LEVEL SECURITY;
            CREATE POLICY p ON g USING (true)\
            """);

    SchemaPull.Draft draft =
        SchemaPull.draft(facts.without(Ignored.BOOKS), List.of(file(HEAD)), "public", 7);

    assertThat(SchemaReview.of(new ProjectFiles(nowhere), file(draft.text())).text())
        .isEqualTo(
            HEAD
                + """

                model Renamedclass {
                  id  Int  @id
                  g   Int?
                  G   Int?
                  g_2 g?   @relation(fields: [g], references: [id], onDelete: NoAction, onUpdate: NoAction)

                  @@map("class")
                }

                model g {
                  id             Int                      @id @default(autoincrement())
                  a              Int?
                  b              Int?                     @default(dbgenerated("(a + 1)"))
                  weird_name     String?                  @map("weird name")
                  st             String?                  @map("1st")
                  unnamed        String?                  @map("🎉")
                  r              Int?
                  d              Decimal?                 @db.Decimal
                  iv             Unsupported("interval")?
                  arr            Int[]
                  Renamedclass   Renamedclass[]
                  g_g_rTog       g?                       @relation("g_rTog", fields: [r], references: [id], onDelete: NoAction, onUpdate: NoAction)
                  other_g_g_rTog g[]                      @relation("g_rTog")
                }

                /// The underlying table does not contain a valid unique identifier and can therefore currently not be handled by Prisma Client.
                model part {
                  id Int?
                  k  Int?

                  @@ignore
                }
                """);
    assertThat(draft.notes()).hasSize(2);
    assertThat(draft.notes().get(0))
        .contains("`g` has what a Prisma schema has no words for: row-level security")
        .contains("identity of `id`", "`b` is generated as `(a + 1)`", "check `chk`", "policy `p`")
        .contains("`arr` is a list that can't be null", "`g_r_fkey` can be deferred")
        .contains("ix_nulls", "ix_lower", "ix_first", "ix_include", "ix_part");
    assertThat(draft.notes().get(1)).endsWith("partitions by `RANGE (k)`");
  }

  @Test
  void whatChangedIsChangedAndTheRestStays() {
    String schema =
        HEAD
            + """

            // people who book
            /// shown in the client
            model Guest {
              id    String  @id @default(cuid()) // short ids
              // as they call themselves
              name  String
              email String  @unique
              gone  String?
              // the comment of what goes, goes
              stays Int     @default(1)
              seen  DateTime @updatedAt
              mood  Mood    @default(FINE)
              rooms Room[]

              @@index([name])
              @@map("guests")
            }

            enum Mood {
              FINE // mostly
              BAD
            }

            model Room {
              id      Int    @id
              guestId String
              guest   Guest  @relation(fields: [guestId], references: [id])
            }

            /// nobody knows
            model Old {
              id Int @id
            }
            """;
    SchemaFacts facts =
        made(
            CreateScript.of(DatamodelReader.read(SchemaSyntax.read("s", schema), 7), "public")
                + """
                ALTER TABLE guests DROP COLUMN gone, DROP COLUMN stays, ADD COLUMN phone varchar(20),
                  ALTER COLUMN name DROP NOT NULL, ALTER COLUMN seen TYPE timestamptz(6);
                DROP INDEX "guests_name_idx";
                CREATE INDEX by_phone ON guests (phone DESC);
                ALTER TYPE "Mood" ADD VALUE 'so so' BEFORE 'BAD';
                DROP TABLE "Old";
                ALTER TABLE "Room" DROP CONSTRAINT "Room_guestId_fkey", ADD CONSTRAINT "Room_guestId_fkey"
                  FOREIGN KEY ("guestId") REFERENCES guests (id) ON DELETE CASCADE ON UPDATE CASCADE;
                ALTER TABLE "Room" ADD COLUMN "cleaner" text REFERENCES guests (id);
                CREATE TABLE note (no bigserial PRIMARY KEY, guest text NOT NULL UNIQUE
                  REFERENCES guests (id), tags text[] NOT NULL DEFAULT '{}')\
                """);

    SchemaPull.Draft draft = SchemaPull.draft(facts, List.of(file(schema)), "public", 7);

    assertThat(draft.text())
        .isEqualTo(
            HEAD
                + """

                // people who book
                /// shown in the client
                model Guest {
                  id    String  @id @default(cuid()) // short ids
                  // as they call themselves
                  name String?
                  email String  @unique
                  seen DateTime @updatedAt @db.Timestamptz(6)
                  mood  Mood    @default(FINE)
                  rooms Room[]
                  phone String? @db.VarChar(20)
                  Room_Room_cleanerToGuest Room[] @relation("Room_cleanerToGuest")
                  note note?

                  @@map("guests")
                  @@index([phone(sort: Desc)], map: "by_phone")
                }

                enum Mood {
                  FINE // mostly
                  so_so @map("so so")
                  BAD
                }

                model Room {
                  id      Int    @id
                  guestId String
                  guest Guest @relation(fields: [guestId], references: [id], onDelete: Cascade)
                  cleaner String?
                  Guest_Room_cleanerToGuest Guest? @relation("Room_cleanerToGuest", fields: [cleaner], references: [id], onDelete: NoAction, onUpdate: NoAction)
                }

                model note {
                  no BigInt @id @default(autoincrement())
                  guest String @unique
                  tags String[] @default([])
                  Guest Guest @relation(fields: [guest], references: [id], onDelete: NoAction, onUpdate: NoAction)
                }
                """);
  }

  private static SchemaFile file(String text) {
    return new SchemaFile("schema.prisma", text);
  }

  /** The blocks before the models. */
  static String settings(String schema) {
    return SchemaSyntax.read("s.prisma", schema).stream()
        .filter(block -> block.kind().equals("generator") || block.kind().equals("datasource"))
        .map(block -> SourceBlock.of(block, schema.lines().toList()))
        .map(block -> String.join("\n", block.lines().subList(block.first() - 1, block.last())))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static SchemaFacts made(String script) {
    TestDatabase database = TestServer.create();
    database.run(script);
    try (TargetDatabase target = database.target()) {
      return target.facts(FactReader::read);
    }
  }

  /** Everything; an empty list is said in one way only. */
  private static SortedMap<String, String> told(SchemaFacts facts) {
    SortedMap<String, String> told = new TreeMap<>();
    for (Fact fact : facts.all()) {
      if (fact.kind() != FactKind.EXTENSION) {
        String properties = fact.properties().toString();
        told.put(fact.key().words(), properties.replace("'{}'::text[]", "ARRAY[]::text[]"));
      }
    }
    return told;
  }
}
