package dev.sallyport.server.migration.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsFormatTest {
  private static final List<Finding> FINDINGS =
      List.of(
          new Finding(
              "schema-invalid",
              Finding.Severity.ERROR,
              "prisma/a b/ü.prisma",
              7,
              3,
              "`x` is wrong",
              "mend it"),
          Finding.of("prisma-8", Finding.Severity.NOTE, "", "another product", "use its tools"));

  @Test
  void writesALineAndItsHelpForPeople() {
    assertThat(FindingsFormat.TEXT.write(FINDINGS))
        .isEqualTo(
            """
            prisma/a b/ü.prisma:7:3: error: `x` is wrong [schema-invalid]
              help: mend it
            note: another product [prisma-8]
              help: use its tools
            """);
  }

  @Test
  void writesOneDocumentForPrograms() {
    assertThat(FindingsFormat.JSON.write(FINDINGS))
        .isEqualTo(
            "{\"findings\":[{\"rule\":\"schema-invalid\",\"severity\":\"error\","
                + "\"file\":\"prisma/a b/ü.prisma\",\"line\":7,\"column\":3,"
                + "\"message\":\"`x` is wrong\",\"help\":\"mend it\"},"
                + "{\"rule\":\"prisma-8\",\"severity\":\"note\",\"file\":\"\",\"line\":null,"
                + "\"column\":null,\"message\":\"another product\",\"help\":\"use its tools\"}]}\n");
  }

  @Test
  void writesSarifForScanners() {
    assertThat(FindingsFormat.SARIF.write(FINDINGS))
        .contains("\"version\":\"2.1.0\"")
        .contains("\"rules\":[{\"id\":\"schema-invalid\"},{\"id\":\"prisma-8\"}]")
        .contains("\"level\":\"error\"")
        .contains("\"uri\":\"prisma/a%20b/%C3%BC.prisma\"")
        .contains("\"region\":{\"startLine\":7,\"startColumn\":3}");
  }
}
