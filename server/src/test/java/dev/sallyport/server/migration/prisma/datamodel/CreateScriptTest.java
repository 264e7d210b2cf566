package dev.sallyport.server.migration.prisma.datamodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.migration.prisma.syntax.SchemaSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts are Prisma's own: {@code clients/prisma-oracle} makes them. */
class CreateScriptTest {
  private static final Path SCHEMAS = Path.of("src/test/resources/prisma/schemas");

  static Stream<String> writesWhatPrismaWrites() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".prisma"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource
  void writesWhatPrismaWrites(String schema) throws IOException {
    String text = Files.readString(SCHEMAS.resolve(schema));
    String expected = Files.readString(SCHEMAS.resolve(schema.replace(".prisma", ".sql")));

    String script =
        CreateScript.of(DatamodelReader.read(SchemaSyntax.read(schema, text), 7), "public");

    assertThat(script.strip()).isEqualTo(expected.strip());
  }

  @Test
  void olderPrismaHasAUniqueIndexBetweenLists() throws IOException {
    String text = Files.readString(SCHEMAS.resolve("20-many-to-many.prisma"));

    String script =
        CreateScript.of(DatamodelReader.read(SchemaSyntax.read("s.prisma", text), 5), "public");

    assertThat(script)
        .contains("CREATE UNIQUE INDEX \"_likes_AB_unique\" ON \"_likes\"(\"A\", \"B\");")
        .doesNotContain("_AB_pkey");
  }

  static Stream<Arguments> refusesWhatIsNotKnown() {
    return Stream.of(
        argumentSet("a type", "x Geometry", "s.prisma:6: the type of `x` is not known"),
        argumentSet(
            "a native type", "x String @db.Hash", "s.prisma:6: the type of `x` is not known"),
        argumentSet(
            "a function",
            "x Int @default(next())",
            "s.prisma:6: the default `next()` is not known"),
        argumentSet(
            "a text without end", "x String @default(\"a)", "s.prisma:6: a text has no end"),
        argumentSet(
            "SQL in place of a length",
            "x String @db.VarChar(\"1) CHECK (true\")",
            "s.prisma:6: the length of `x` is no number"));
  }

  @ParameterizedTest
  @MethodSource
  void refusesWhatIsNotKnown(String field, String message) {
    String text =
        """
        datasource db {
          provider = "postgresql"
        }
        model A {
          id Int @id
          %s
        }
        """
            .formatted(field);

    assertThatThrownBy(() -> DatamodelReader.read(SchemaSyntax.read("s.prisma", text), 7))
        .hasMessage(message);
  }
}
