package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The query of a view. PostgreSQL prints a view that is nothing but {@code VALUES} as a query of
 * another form, which would be another view.
 */
final class Values {
  private static final String NAME = "(?:[a-z_][a-z0-9_]*|\"(?:[^\"]|\"\")+\")";
  private static final String COLUMN_OF_VALUES =
      "(?:\"\\*VALUES\\*\"\\.)?(column\\d+)(?: AS (" + NAME + "))?";
  private static final Pattern COLUMN = Pattern.compile(COLUMN_OF_VALUES);
  private static final Pattern ONLY_VALUES =
      Pattern.compile(
          "SELECT ("
              + COLUMN_OF_VALUES
              + "(?:,\\s+"
              + COLUMN_OF_VALUES
              + ")*)\\s+FROM \\((?<values>VALUES .*)\\) \"\\*VALUES\\*\"",
          Pattern.DOTALL);

  private Values() {}

  /** The names of the columns, in parentheses, where the query does not say them. */
  static String names(Fact view) {
    Matcher values = ONLY_VALUES.matcher(Sql.body(view.textOf("definition")));
    return values.matches() ? " (" + String.join(", ", names(values.group(1))) + ")" : "";
  }

  /** The query itself. */
  static String query(Fact view) {
    String body = Sql.body(view.textOf("definition"));
    Matcher values = ONLY_VALUES.matcher(body);
    return values.matches() ? values.group("values") : body;
  }

  private static List<String> names(String selected) {
    List<String> names = new ArrayList<>();
    Matcher column = COLUMN.matcher(selected);
    while (column.find()) {
      names.add(column.group(2) == null ? column.group(1) : column.group(2));
    }
    return names;
  }
}
