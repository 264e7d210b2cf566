package dev.sallyport.server.migration.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
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

  private static final String LONG = "x".repeat(500) + "y" + "x".repeat(500);

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
            "{\"findings\":[{\"rule\":\"schema-invalid\",\"severity\":\"error\",\"file\":\"prisma/a"
                + " b/ü.prisma\",\"line\":7,\"column\":3,\"message\":\"`x` is"
                + " wrong\",\"help\":\"mend it\"},"
                + "{\"rule\":\"prisma-8\",\"severity\":\"note\",\"file\":\"\",\"line\":null,\"column\":null,\"message\":\"another"
                + " product\",\"help\":\"use its tools\"}]}\n");
  }

  @Test
  void writesSarifForScanners() {
    assertThat(FindingsFormat.SARIF.write(FINDINGS))
        .contains("\"version\":\"2.1.0\"")
        .contains("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\"")
        .contains(
            "\"rules\":[{\"id\":\"prisma-8\",\"shortDescription\":{\"text\":\"prisma 8\"},"
                + "\"help\":{\"text\":\"use its tools\"}},"
                + "{\"id\":\"schema-invalid\",\"shortDescription\":{\"text\":\"schema invalid\"},"
                + "\"help\":{\"text\":\"mend it\"}}]")
        .contains("\"level\":\"error\"")
        .contains("\"uri\":\"prisma/a%20b/%C3%BC.prisma\"")
        .contains("\"region\":{\"startLine\":7,\"startColumn\":3}");
  }

  private static final List<Finding> TOLD =
      List.of(
          new Finding(
              "set-not-null",
              Finding.Severity.NOTE,
              "a.sql",
              1,
              1,
              "it locks `a`",
              "prove it first",
              List.of(
                  new Fact(
                      "the database says about 3 rows and 8 kB, which is done in a moment",
                      "this would be of severity error")),
              List.of("SELECT 1;\n")));

  @Test
  void foldsFactsWithWhatWouldBeSaidOtherwise() {
    assertThat(FindingsFormat.TEXT.write(TOLD))
        .isEqualTo(
            """
            a.sql:1:1: note: it locks `a` [set-not-null]
              fact: the database says about 3 rows and 8 kB, which is done in a moment;
                    otherwise: this would be of severity error
              help: prove it first
            """);
  }

  @Test
  void tellsProgramsOfBothHalvesOfAFact() {
    String both =
        "\"facts\":[{\"says\":\"the database says about 3 rows and 8 kB, which is done in a"
            + " moment\",\"without\":\"this would be of severity error\"}]";

    assertThat(FindingsFormat.JSON.write(TOLD)).contains(both);
    assertThat(FindingsFormat.SARIF.write(TOLD))
        .contains("\"properties\":{" + both + ",\"safer\":[\"SELECT 1;\\n\"]}");
    assertThat(FindingsFormat.GITHUB.write(TOLD))
        .contains("moment; otherwise: this would be of severity error%0Ahelp: prove it first");
  }

  @Test
  void foldsItsFirstLineToo() {
    Finding finding =
        new Finding(
            "drop-table",
            Finding.Severity.WARNING,
            "prisma/migrations/20240101000000_drop/migration.sql",
            12,
            5,
            "`DROP TABLE customers CASCADE` loses its rows, as every other statement would",
            "leave it");

    assertThat(FindingsFormat.TEXT.write(List.of(finding)))
        .isEqualTo(
            """
            prisma/migrations/20240101000000_drop/migration.sql:12:5: warning: `DROP TABLE
                customers CASCADE` loses its rows, as every other statement would
                [drop-table]
              help: leave it
            """);
  }

  @Test
  void annotatesInOneLineWithoutControlCharacters() {
    Finding finding =
        new Finding(
            "r",
            Finding.Severity.ERROR,
            "a,b:c%.sql",
            1,
            0,
            "100 % of\r\n`\u001b[31m`",
            "no: 1, 2");

    assertThat(FindingsFormat.GITHUB.write(List.of(finding)))
        .isEqualTo(
            "::error file=a%2Cb%3Ac%25.sql,line=1,title=r::100 %25 of  ` [31m`%0Ahelp: no: 1, 2\n");
  }

  @Test
  void showsThePlaceWithACaret() {
    Finding finding = at("a.sql", 2, 4);

    assertThat(FindingsFormat.TEXT.write(List.of(finding), file -> Optional.of("x;\n\tä 😀b;\n")))
        .isEqualTo(
            """
            a.sql:2:4: warning: a message [a-rule]
              2 |  ä 😀b;
                |    ^
              help: a help
            """);
  }

  @Test
  void showsOnlyAWindowOfALongLine() {
    String text = FindingsFormat.TEXT.write(List.of(at("a.sql", 1, 501)), f -> Optional.of(LONG));

    assertThat(text.lines().skip(1).limit(2))
        .containsExactly(
            "  1 | " + "x".repeat(48) + "y" + "x".repeat(19), "    | " + " ".repeat(48) + "^");
  }

  @Test
  void staysWithinTheFileThatChangedInTheMeantime() {
    String text = FindingsFormat.TEXT.write(List.of(at("a.sql", 9, 9)), f -> Optional.of("x"));

    assertThat(text).isEqualTo("a.sql:9:9: warning: a message [a-rule]\n  help: a help\n");
  }

  @Test
  void letsNoFileNameBeginALineOfItsOwn() {
    List<Finding> findings = List.of(at("a\n::error file=x,line=1::b", 1, 1));

    assertThat(FindingsFormat.TEXT.write(findings).lines()).hasSize(2);
    assertThat(FindingsFormat.GITHUB.write(findings))
        .isEqualTo(
            "::warning file=a%0A%3A%3Aerror file=x%2Cline=1%3A%3Ab,line=1,col=1,title=a-rule"
                + "::a message%0Ahelp: a help\n");
  }

  @Test
  void writesADocumentWhereNothingWasFound() {
    assertThat(FindingsFormat.SARIF.write(List.of())).contains("\"results\":[]");
    assertThat(FindingsFormat.JSON.write(List.of())).isEqualTo("{\"findings\":[]}\n");
    assertThat(FindingsFormat.TEXT.write(List.of())).isEmpty();
    assertThat(FindingsFormat.GITHUB.write(List.of())).isEmpty();
  }

  private static Finding at(String file, int line, int column) {
    return new Finding(
        "a-rule", Finding.Severity.WARNING, file, line, column, "a message", "a help");
  }
}
