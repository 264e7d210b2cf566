package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SQL that is put together for people to use: names quoted, clauses put in their place. */
final class Sql {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private Sql() {}

  static String identifier(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  static String name(ObjectName name) {
    return name.schema() == null
        ? identifier(name.name())
        : identifier(name.schema()) + "." + identifier(name.name());
  }

  static String list(List<String> columns) {
    return columns.stream().map(Sql::identifier).collect(Collectors.joining(", ", "(", ")"));
  }

  /** The statement with words put behind the first occurrence of a keyword. */
  static String after(String statement, String keyword, String words) {
    Matcher matcher = Pattern.compile("(?i)\\b" + keyword + "\\b").matcher(statement);
    return matcher.find()
        ? statement.substring(0, matcher.end()) + " " + words + statement.substring(matcher.end())
        : statement;
  }

  /** One command of ALTER TABLE as a statement of its own. */
  static String alone(Visit visit, TableRule.Change change) {
    if (visit.inBlock()) {
      return "";
    }
    String text = change.span().of(visit.place().script().text()).strip();
    return change.first() ? text : "ALTER TABLE " + change.name() + " " + text;
  }
}
