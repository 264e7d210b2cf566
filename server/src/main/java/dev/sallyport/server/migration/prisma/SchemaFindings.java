package dev.sallyport.server.migration.prisma;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** An opinion as findings with line and column. */
final class SchemaFindings {
  private static final String MEND = "mend the schema there; nothing of it reached the database";

  private SchemaFindings() {}

  static List<Finding> of(List<SchemaFile> schema, SchemaEngine.Opinion opinion) {
    List<Finding> findings = new ArrayList<>();
    for (SchemaEngine.Diagnostic diagnostic : opinion.diagnostics()) {
      String text = text(schema, diagnostic.path());
      findings.add(
          new Finding(
              diagnostic.warning() ? "schema-warning" : "schema-invalid",
              diagnostic.warning() ? Severity.WARNING : Severity.ERROR,
              diagnostic.path(),
              line(text, diagnostic.start()),
              column(text, diagnostic.start()),
              oneLine(diagnostic.message()),
              MEND));
    }
    boolean invalid = findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    if (!invalid) {
      findings.addAll(unformatted(schema, opinion.formatted()));
    }
    return findings;
  }

  private static List<Finding> unformatted(List<SchemaFile> schema, List<SchemaFile> formatted) {
    List<Finding> findings = new ArrayList<>();
    for (SchemaFile file : schema) {
      for (SchemaFile wanted : formatted) {
        if (wanted.path().equals(file.path()) && !same(file.text(), wanted.text())) {
          findings.add(
              new Finding(
                  "schema-unformatted",
                  Severity.WARNING,
                  file.path(),
                  firstDifference(file.text(), wanted.text()),
                  0,
                  "the file is not formatted as Prisma formats it",
                  "run `prisma format`, in a shell without credentials"));
        }
      }
    }
    return findings;
  }

  /** A difference in line ends alone is none. */
  private static boolean same(String one, String other) {
    return one.replace("\r\n", "\n").equals(other.replace("\r\n", "\n"));
  }

  private static int firstDifference(String text, String wanted) {
    List<String> lines = text.lines().toList();
    List<String> others = wanted.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (i >= others.size() || !lines.get(i).equals(others.get(i))) {
        return i + 1;
      }
    }
    return Math.max(1, lines.size());
  }

  private static String text(List<SchemaFile> schema, String path) {
    return schema.stream()
        .filter(file -> file.path().equals(path))
        .map(SchemaFile::text)
        .findFirst()
        .orElse("");
  }

  private static int line(String text, int offset) {
    return (int) text.substring(0, offset).chars().filter(unit -> unit == '\n').count() + 1;
  }

  private static int column(String text, int offset) {
    return offset - (text.lastIndexOf('\n', offset - 1) + 1) + 1;
  }

  /** The module is hostile: its words are shown as one line, cut, without control characters. */
  private static String oneLine(String message) {
    String plain = message.replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() > 300 ? plain.substring(0, 300) + "…" : plain;
  }
}
