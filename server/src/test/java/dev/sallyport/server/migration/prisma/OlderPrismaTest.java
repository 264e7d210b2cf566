package dev.sallyport.server.migration.prisma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.migration.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The readers of Prisma 5.22 and 6.19 as their packages carry them, where a project would have them
 * installed. The build fetches them; without it these are skipped.
 */
class OlderPrismaTest {
  private static final String DATASOURCE =
      "datasource db {\n  provider = \"postgresql\"\n  url      = env(\"DATABASE_URL\")\n}\n\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void findNothingInASoundSchemaWithAnAddress(int major) throws IOException {
    assertThat(validate(major, DATASOURCE + "model A {\n  id Int @id\n}\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void nameThePlaceOfAMistake(int major) throws IOException {
    assertThat(validate(major, DATASOURCE + "// ä€😀\nmodel A {\n  id Int @id\n  b  Strin\n}\n"))
        .extracting(Finding::rule, Finding::file, Finding::line, Finding::column)
        .containsExactly(tuple("schema-invalid", "prisma/schema.prisma", 9, 6));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void sayWhatIsNotFormatted(int major) throws IOException {
    assertThat(validate(major, DATASOURCE + "model A {\n  id    Int @id\n}\n"))
        .extracting(Finding::rule, Finding::line)
        .containsExactly(tuple("schema-unformatted", 7));
  }

  private List<Finding> validate(int major, String schema) throws IOException {
    Path module =
        Path.of(
            "target/schema-module/npm/node_modules/prisma-schema-wasm-" + major,
            "src/prisma_schema_build_bg.wasm");
    assumeTrue(Files.exists(module), "the build has not fetched Prisma " + major);
    ProjectOnDisk disk =
        new ProjectOnDisk(folder)
            .with("prisma/schema.prisma", schema)
            .with("node_modules/prisma/package.json", "{\"version\":\"" + major + ".0.0\"}");
    Path own = Files.createDirectories(folder.resolve("node_modules/prisma/build"));
    Files.copy(module, own.resolve("prisma_schema_build_bg.wasm"));
    return new SchemaValidation(disk.files()).run(disk.project());
  }
}
