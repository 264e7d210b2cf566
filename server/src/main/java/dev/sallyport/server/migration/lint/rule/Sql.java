package dev.sallyport.server.migration.lint.rule;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SQL that is put together for people to use: names quoted, clauses put in their place. */
final class Sql {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final Pattern TOKEN =
      Pattern.compile("'[^']*+'|\"[^\"]*+\"|--[^\\n]*+|[A-Za-z_][A-Za-z0-9_$]*+|[()\\[\\],;=]");

  /** Words that are no name of a table or column unless they are quoted. */
  private static final Set<String> RESERVED =
      Set.of(
          ("all analyse analyze and any array as asc asymmetric authorization binary both case cast"
                  + " check collate collation column concurrently constraint create cross"
                  + " current_catalog current_date current_role current_schema current_time"
                  + " current_timestamp current_user default deferrable desc distinct do else end"
                  + " except false fetch for foreign freeze from full grant group having ilike in"
                  + " initially inner intersect into is isnull join lateral leading left like limit"
                  + " localtime localtimestamp natural not notnull null offset on only or order outer"
                  + " overlaps placing primary references returning right select session_user similar"
                  + " some symmetric table tablesample then to trailing true union unique user using"
                  + " variadic verbose when where window with")
              .split(" "));

  private Sql() {}

  static String identifier(String name) {
    return PLAIN.matcher(name).matches() && !RESERVED.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
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

  /** An UPDATE of some thousand rows at a time, to be run until it finds none. */
  static String batches(String table, String assignment, String left) {
    return "-- in batches, each in a transaction of its own, until no row is updated any more\nUPDATE "
        + table
        + " SET "
        + assignment
        + "\nWHERE ctid = ANY (ARRAY(\n  SELECT ctid FROM "
        + table
        + "\n  WHERE "
        + left
        + "\n  LIMIT 5000 FOR UPDATE SKIP LOCKED))";
  }

  /** What stands behind a keyword, as far as the expression goes; empty where it stands nowhere. */
  static String expression(String text, String keyword, Set<String> enders) {
    int depth = 0;
    int from = -1;
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      String token = matcher.group().toLowerCase(java.util.Locale.ROOT);
      if (token.equals("(") || token.equals("[")) {
        depth++;
      } else if (token.equals(")") || token.equals("]")) {
        depth--;
      } else if (depth == 0 && from < 0 && token.equals(keyword)) {
        from = matcher.end();
      } else if (depth == 0 && from >= 0 && enders.contains(token)) {
        return text.substring(from, matcher.start()).strip();
      }
    }
    return from < 0 ? "" : text.substring(from).strip();
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
