package dev.sallyport.server.migration.prisma;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import dev.sallyport.server.demo.BookingExample;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped reader as classes that the build made, and as WebAssembly that is interpreted. */
class SchemaCodeTest {
  private static final String SCHEMA =
      "[[\"schema.prisma\","
          + tools.jackson.databind.json.JsonMapper.builder()
              .build()
              .writeValueAsString(
                  BookingExample.text("prisma/schema.prisma").replaceAll("(?m)^\\s*url .*$", ""))
          + "]]";
  private static final String BROKEN =
      "[[\"a.prisma\",\"model A {\\n  id Int @id\\n  b Strin\\n  c B[] @relation\\n}\\n\"]]";

  private static byte[] wasm;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = SchemaCode.class.getResourceAsStream("schema.wasm")) {
      wasm = Objects.requireNonNull(in).readAllBytes();
    }
  }

  @Test
  void theShippedOneRunsAsClassesAlsoWhereAProjectHasIt() {
    assertThat(SchemaCode.shipped().classes()).isNotNull();
    assertThat(SchemaCode.of(wasm)).isSameAs(SchemaCode.shipped());
  }

  @Test
  void bothSayTheSame() throws SchemaModuleException {
    SchemaCode interpreted = new SchemaCode(Parser.parse(wasm), null);

    assertThat(answers(SchemaCode.shipped())).isEqualTo(answers(interpreted));
  }

  private static String answers(SchemaCode code) throws SchemaModuleException {
    SchemaModule module = new SchemaModule(code);
    return module.call("lint", SCHEMA)
        + module.call("lint", BROKEN)
        + module.call(
            "format",
            SCHEMA,
            "{\"textDocument\":{\"uri\":\"file:///schema.prisma\"},"
                + "\"options\":{\"tabSize\":2,\"insertSpaces\":true}}")
        + module.call("get_dmmf", "{\"noColor\":true,\"prismaSchema\":" + SCHEMA + "}")
        + module.refusal("validate", "{\"noColor\":true,\"prismaSchema\":" + BROKEN + "}");
  }
}
