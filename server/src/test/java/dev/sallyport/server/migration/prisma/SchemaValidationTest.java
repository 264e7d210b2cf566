package dev.sallyport.server.migration.prisma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.server.migration.ProjectOnDisk;
import dev.sallyport.server.migration.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaValidationTest {
  private static final String DATASOURCE = "datasource db {\n  provider = \"postgresql\"\n}\n\n";
  private static final String MODULE = "node_modules/prisma/build/prisma_schema_build_bg.wasm";

  @TempDir Path folder;

  @Test
  void findsNothingInASoundSchema() {
    assertThat(validate(DATASOURCE + "model A {\n  id Int @id\n}\n")).isEmpty();
  }

  @Test
  void namesThePlaceOfAMistakeBehindLettersOfManyBytes() {
    List<Finding> findings =
        validate(DATASOURCE + "// ä€😀\nmodel A {\n  id Int @id\n  b  Strin\n}\n");

    assertThat(findings)
        .extracting(Finding::rule, Finding::file, Finding::line, Finding::column)
        .containsExactly(tuple("schema-invalid", "prisma/schema.prisma", 8, 6));
    assertThat(findings.get(0).message()).contains("Type \"Strin\" is neither a built-in type");
  }

  @Test
  void findsTheFileOfAMistakeInASchemaOfManyFiles() {
    ProjectOnDisk disk =
        new ProjectOnDisk(folder)
            .with("prisma/schema/base.prisma", DATASOURCE)
            .with("prisma/schema/a.prisma", "model A {\n  id Int @id\n  b  B\n}\n");

    assertThat(new SchemaValidation(disk.files()).run(disk.project()))
        .extracting(Finding::file, Finding::line)
        .containsExactly(tuple("prisma/schema/a.prisma", 3));
  }

  @Test
  void saysWhatIsNotFormatted() {
    assertThat(validate(DATASOURCE + "model A {\n  id    Int @id\n}\n"))
        .extracting(Finding::rule, Finding::severity, Finding::line)
        .containsExactly(tuple("schema-unformatted", Finding.Severity.WARNING, 6));
  }

  @Test
  void formatsAnOlderSchemaThatIsReadWithTheNewerReader() {
    new ProjectOnDisk(folder).with("package.json", "{\"dependencies\":{\"prisma\":\"6.19.3\"}}");

    assertThat(validate("datasource db {\n  provider = \"postgresql\"\n  url = \"x\"\n}\n"))
        .extracting(Finding::rule)
        .containsExactly("prisma-not-installed", "schema-unformatted");
  }

  @Test
  void refusesAUrlInTheSchemaAsPrisma7Does() {
    assertThat(validate("datasource db {\n  provider = \"postgresql\"\n  url = \"x\"\n}\n"))
        .extracting(Finding::rule)
        .contains("schema-invalid");
  }

  @Test
  void saysWhereASchemaIsMissing() {
    ProjectOnDisk disk = new ProjectOnDisk(folder);

    assertThat(new SchemaValidation(disk.files()).run(disk.project()))
        .extracting(Finding::message)
        .containsExactly("there is no schema at `prisma/schema.prisma`");
  }

  static Stream<Arguments> hostileModules() {
    return Stream.of(
        argumentSet("no module at all", "bm90IHdhc20=", "it is broken, or no reader of"),
        // (module)
        argumentSet("an empty one", "AGFzbQEAAAA=", "it wants another amount of memory"),
        // (module (memory 65535))
        argumentSet("all of the memory", "AGFzbQEAAAAFBQEA//8D", "it wants another amount of"),
        // (module (import "env" "open" (func)) (memory 1))
        argumentSet(
            "a function that opens files",
            "AGFzbQEAAAABBAFgAAACDAEDZW52BG9wZW4AAAUDAQAB",
            "it asks its host for a function that is not known"),
        // (module (memory 1) (func $loop (loop br 0)) (start $loop))
        argumentSet(
            "a loop without end",
            "AGFzbQEAAAABBAFgAAADAgEABQMBAAEIAQAKCQEHAANADAALCw==",
            "it did not answer within 2 seconds"));
  }

  @ParameterizedTest
  @MethodSource
  void hostileModules(String base64, String why) throws IOException {
    ProjectOnDisk disk =
        new ProjectOnDisk(folder)
            .with("prisma/schema.prisma", DATASOURCE + "model A {\n  id Int @id\n}\n")
            .with(MODULE, "");
    Files.write(folder.resolve(MODULE), Base64.getDecoder().decode(base64));
    List<Finding> findings =
        new SchemaValidation(disk.files(), base64.startsWith("AGFzbQEAAAABBAFgAAADA") ? 2 : 60)
            .run(disk.project());

    assertThat(findings)
        .filteredOn(finding -> finding.rule().equals("prisma-module-refused"))
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .startsWith("the project's own Prisma was not used: " + why);
  }

  private List<Finding> validate(String schema) {
    ProjectOnDisk disk = new ProjectOnDisk(folder).with("prisma/schema.prisma", schema);
    return new SchemaValidation(disk.files()).run(disk.project());
  }
}
