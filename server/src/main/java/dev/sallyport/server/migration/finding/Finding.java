package dev.sallyport.server.migration.finding;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One thing worth saying about one place in the project.
 *
 * @param rule the name of the check, such as {@code schema-invalid}
 * @param file below the project, with {@code /}; empty where it is about no file
 * @param line from 1; 0 where it is about the whole file
 * @param column from 1; 0 where it is about the whole line
 * @param message lower case, one line, input in backticks
 * @param help the way forward
 * @param facts what it was told by, and what would be said without; empty for checks that are no
 *     rules of the linter
 * @param safer scripts to use instead, each a migration of its own, in order
 */
public record Finding(
    String rule,
    Severity severity,
    String file,
    int line,
    int column,
    String message,
    String help,
    List<Fact> facts,
    List<String> safer)
    implements Comparable<Finding> {
  public Finding {
    facts = List.copyOf(facts);
    safer = List.copyOf(safer);
  }

  /** A finding that nothing but the file itself told. */
  public Finding(
      String rule,
      Severity severity,
      String file,
      int line,
      int column,
      String message,
      String help) {
    this(rule, severity, file, line, column, message, help, List.of(), List.of());
  }

  /** How much it matters. Errors make a check fail. */
  public enum Severity {
    NOTE,
    WARNING,
    ERROR;

    /** The severity as it is written, such as {@code error}; SARIF's words are the same. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(Finding::file)
          .thenComparing(Finding::line)
          .thenComparing(Finding::column)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message);

  /** A finding about a whole file. */
  public static Finding of(
      String rule, Severity severity, String file, String message, String help) {
    return new Finding(rule, severity, file, 0, 0, message, help);
  }

  /** By file, then from top to bottom. */
  @Override
  public int compareTo(Finding other) {
    return BY_PLACE.compare(this, other);
  }
}
