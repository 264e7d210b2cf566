package dev.sallyport.server.migration.history;

import dev.sallyport.server.migration.finding.Finding;
import dev.sallyport.server.migration.finding.Finding.Severity;
import dev.sallyport.server.migration.project.FileReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The numbers of manual migrations: sequential, without gap and without duplicate. */
final class Numbering {
  /** Longer numbers are dates, which are Prisma's. */
  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,6})[_-].*\\.sql");

  private static final int USUAL_DIGITS = 2;

  private Numbering() {}

  /** The file as a manual migration; empty where its name has no number. */
  static Optional<MigrationFile.Manual> of(String folder, String name, FileReading script) {
    Matcher matcher = NUMBERED.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String digits = matcher.group(1);
    return Optional.of(
        new MigrationFile.Manual(name, folder, Integer.parseInt(digits), digits.length(), script));
  }

  /** The number after the highest one, written as wide as the others. */
  static String next(List<MigrationFile.Manual> files) {
    int highest = files.stream().mapToInt(MigrationFile.Manual::number).max().orElse(0);
    int digits = files.stream().mapToInt(MigrationFile.Manual::digits).max().orElse(USUAL_DIGITS);
    return String.format(Locale.ROOT, "%0" + digits + "d", highest + 1);
  }

  /** What is wrong with the numbers of one folder. */
  static List<Finding> check(List<MigrationFile.Manual> files) {
    List<Finding> findings = new ArrayList<>();
    TreeMap<Integer, List<MigrationFile.Manual>> byNumber =
        files.stream()
            .collect(
                Collectors.groupingBy(
                    MigrationFile.Manual::number, TreeMap::new, Collectors.toList()));
    byNumber.values().stream()
        .filter(same -> same.size() > 1)
        .forEach(same -> findings.add(duplicate(same, next(files))));
    int expected = byNumber.isEmpty() ? 0 : Math.min(1, byNumber.firstKey());
    for (var entry : byNumber.entrySet()) {
      if (entry.getKey() > expected) {
        findings.add(gap(entry.getValue().get(0), expected));
      }
      expected = entry.getKey() + 1;
    }
    findings.addAll(widths(files));
    return findings;
  }

  private static Finding duplicate(List<MigrationFile.Manual> same, String next) {
    MigrationFile.Manual last =
        same.stream().max(Comparator.comparing(MigrationFile.Manual::name)).orElseThrow();
    String others =
        same.stream()
            .filter(file -> file != last)
            .map(file -> "`" + file.name() + "`")
            .collect(Collectors.joining(", "));
    return Finding.of(
        "manual-number-duplicate",
        Severity.ERROR,
        last.script().path(),
        "the number " + last.number() + " is taken by " + others,
        "rename the newer file to `" + next + "_…`, unless it was applied under this name");
  }

  private static Finding gap(MigrationFile.Manual file, int expected) {
    String missing =
        file.number() - expected == 1
            ? "number " + expected + " is"
            : "numbers " + expected + " to " + (file.number() - 1) + " are";
    return Finding.of(
        "manual-number-gap",
        Severity.ERROR,
        file.script().path(),
        missing + " missing before `" + file.name() + "`",
        "restore the missing file, or renumber this one if it was not applied anywhere");
  }

  /** {@code 10_…} sorts before {@code 9_…} wherever names are sorted as text. */
  private static List<Finding> widths(List<MigrationFile.Manual> files) {
    int widest = files.stream().mapToInt(MigrationFile.Manual::digits).max().orElse(0);
    return files.stream()
        .filter(file -> file.digits() < widest)
        .map(
            file ->
                Finding.of(
                    "manual-number-width",
                    Severity.WARNING,
                    file.script().path(),
                    "`" + file.name() + "` has fewer digits than others and sorts after them",
                    "write all numbers with " + widest + " digits"))
        .toList();
  }
}
