package dev.sallyport.server.migration.prisma.datamodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.migration.prisma.syntax.SchemaSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
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
}
