package dev.sallyport.server.migration.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The exceptions that a history already holds for another linter, in our rules' names. */
final class ForeignIgnores {
  /** An exception; the rule {@code *} means all. */
  record Foreign(String rule, boolean file) {}

  private static final Pattern SQUAWK = Pattern.compile("squawk-ignore(-file)?\\b[ \\t]*(.*)");
  private static final Pattern EUGENE = Pattern.compile("eugene:\\s*ignore\\b[ \\t]*(.*)");
  private static final Pattern PGFENCE =
      Pattern.compile("pgfence(?::\\s*|-)ignore(-file)?:?[ \\t]*(.*)");
  private static final Pattern ATLAS = Pattern.compile("atlas:nolint\\b[ \\t]*(.*)");

  private static final Map<String, Set<String>> NAMES =
      Map.ofEntries(
          Map.entry("E1", Set.of("check-without-not-valid", "foreign-key-without-not-valid")),
          Map.entry("E2", Set.of("set-not-null")),
          Map.entry("E3", Set.of("json-column")),
          Map.entry("E4", Set.of("statement-after-lock")),
          Map.entry("E5", Set.of("column-type-change", "time-zone-rewrite")),
          Map.entry("E6", Set.of("index-without-concurrently")),
          Map.entry("E7", Set.of("unique-without-index")),
          Map.entry("E8", Set.of("exclusion-constraint")),
          Map.entry("E9", Set.of("no-lock-timeout")),
          Map.entry("E10", Set.of("long-statement-under-lock", "volatile-default")),
          Map.entry("E11", Set.of("generated-key-column", "stored-generated-column")),
          Map.entry("E15", Set.of("foreign-key-without-index")),
          Map.entry("W12", Set.of("repeated-alter-table")),
          Map.entry("W13", Set.of("enum-type")),
          Map.entry("W14", Set.of("primary-key-without-index")),
          Map.entry(
              "adding-field-with-default",
              Set.of("volatile-default", "generated-key-column", "stored-generated-column")),
          Map.entry("adding-foreign-key-constraint", Set.of("foreign-key-without-not-valid")),
          Map.entry("adding-not-nullable-field", Set.of("set-not-null")),
          Map.entry("adding-required-field", Set.of("required-column-without-default")),
          Map.entry(
              "adding-serial-primary-key-field",
              Set.of("primary-key-without-index", "generated-key-column")),
          Map.entry("ban-alter-domain-with-add-constraint", Set.of("constrained-domain")),
          Map.entry(
              "ban-concurrent-index-creation-in-transaction",
              Set.of("concurrently-in-transaction")),
          Map.entry("ban-create-domain-with-constraint", Set.of("constrained-domain")),
          Map.entry("ban-drop-column", Set.of("drop-column")),
          Map.entry("ban-drop-database", Set.of("drop-table")),
          Map.entry("ban-drop-not-null", Set.of("drop-not-null")),
          Map.entry("ban-drop-table", Set.of("drop-table")),
          Map.entry("ban-truncate-cascade", Set.of("truncate")),
          Map.entry("ban-uncommitted-transaction", Set.of("transaction-control")),
          Map.entry("changing-column-type", Set.of("column-type-change", "time-zone-rewrite")),
          Map.entry(
              "constraint-missing-not-valid",
              Set.of(
                  "check-without-not-valid",
                  "foreign-key-without-not-valid",
                  "validate-in-same-transaction")),
          Map.entry("disallowed-unique-constraint", Set.of("unique-without-index")),
          Map.entry("identifier-too-long", Set.of("identifier-too-long")),
          Map.entry("prefer-robust-stmts", Set.of("not-rerunnable")),
          Map.entry("renaming-column", Set.of("rename")),
          Map.entry("renaming-table", Set.of("rename")),
          Map.entry("require-concurrent-index-creation", Set.of("index-without-concurrently")),
          Map.entry("require-concurrent-index-deletion", Set.of("drop-index-without-concurrently")),
          Map.entry("require-concurrent-partition-detach", Set.of("detach-without-concurrently")),
          Map.entry("require-concurrent-reindex", Set.of("reindex-without-concurrently")),
          Map.entry("require-enum-value-ordering", Set.of("enum-value-order")),
          Map.entry("require-timeout-settings", Set.of("no-lock-timeout")),
          Map.entry("transaction-nesting", Set.of("transaction-control")));

  private ForeignIgnores() {}

  static List<Foreign> of(String comment) {
    List<Foreign> found = new ArrayList<>();
    for (Pattern pattern : List.of(SQUAWK, PGFENCE)) {
      Matcher matcher = pattern.matcher(comment);
      if (matcher.lookingAt()) {
        add(found, matcher.group(2), matcher.group(1) != null);
      }
    }
    for (Pattern pattern : List.of(EUGENE, ATLAS)) {
      Matcher matcher = pattern.matcher(comment);
      if (matcher.lookingAt()) {
        add(found, matcher.group(1), false);
      }
    }
    return found;
  }

  private static void add(List<Foreign> found, String names, boolean file) {
    if (names.isBlank()) {
      found.add(new Foreign("*", file));
    }
    for (String name : names.split("[,\\s]+")) {
      Set<String> rules = NAMES.getOrDefault(name, name.isEmpty() ? Set.of() : Set.of(name));
      rules.forEach(rule -> found.add(new Foreign(rule, file)));
    }
  }
}
