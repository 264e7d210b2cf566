package dev.sallyport.server.migration.proposal;

import dev.sallyport.policy.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites statements so that running them a second time changes nothing: IF [NOT] EXISTS, OR
 * REPLACE, and a block around what knows neither. A proposal; whether it holds is proven by running
 * it twice.
 */
final class Repeatable {
  private static final String NAME = "((?:[\\w$\u0001]+\\s*\\.\\s*)?[\\w$\u0001]+)";
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

  /** Where words are put in: after the group {@code at}. */
  private record Insertion(Pattern where, String words) {
    Insertion(String where, String words) {
      this(Pattern.compile(where, FLAGS), words);
    }
  }

  private static final List<Insertion> AT_START =
      List.of(
          new Insertion(
              "^(?<at>CREATE\\s+(?:UNLOGGED\\s+)?(?:TABLE|SCHEMA|EXTENSION|SEQUENCE|MATERIALIZED\\s+VIEW))"
                  + "\\s+(?!IF\\b|AUTHORIZATION\\b)",
              " IF NOT EXISTS"),
          new Insertion(
              "^(?<at>CREATE\\s+(?:UNIQUE\\s+)?INDEX(?:\\s+CONCURRENTLY)?)\\s+(?!IF\\b|ON\\b)",
              " IF NOT EXISTS"),
          new Insertion(
              "^(?<at>CREATE)\\s+(?=(?:VIEW|FUNCTION|PROCEDURE|TRIGGER)\\b)", " OR REPLACE"),
          new Insertion(
              "^(?<at>DROP\\s+(?:TABLE|VIEW|MATERIALIZED\\s+VIEW|SEQUENCE|TYPE|DOMAIN|FUNCTION|PROCEDURE|SCHEMA"
                  + "|EXTENSION|POLICY|TRIGGER|INDEX(?:\\s+CONCURRENTLY)?))\\s+(?!IF\\b|CONCURRENTLY\\b)",
              " IF EXISTS"),
          new Insertion(
              "^(?<at>ALTER\\s+TYPE\\s+" + NAME + "\\s+ADD\\s+VALUE)\\s+(?!IF\\b)",
              " IF NOT EXISTS"),
          new Insertion(
              "^(?<at>ALTER\\s+TABLE)\\s+(?!IF\\b)(?=(?:ONLY\\s+)?"
                  + NAME
                  + "\\s+(?:RENAME\\s+TO|SET\\s+SCHEMA)\\b)",
              " IF EXISTS"),
          new Insertion(
              "^(?<at>ALTER\\s+(?:INDEX|SEQUENCE))\\s+(?!IF\\b)(?=" + NAME + "\\s+RENAME\\s+TO\\b)",
              " IF EXISTS"));

  private static final List<Insertion> IN_TABLE =
      List.of(
          new Insertion("\\b(?<at>ADD\\s+COLUMN)\\s+(?!IF\\b)", " IF NOT EXISTS"),
          new Insertion("\\b(?<at>DROP\\s+COLUMN)\\s+(?!IF\\b)", " IF EXISTS"),
          new Insertion("\\b(?<at>DROP\\s+CONSTRAINT)\\s+(?!IF\\b)", " IF EXISTS"));

  private static final Pattern ALTER_TABLE =
      Pattern.compile(
          "^ALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(?<table>(?:ONLY\\s+)?" + NAME + ")\\s", FLAGS);
  private static final Pattern ADD_CONSTRAINT =
      Pattern.compile("\\bADD\\s+CONSTRAINT\\s+(?<name>[\\w$\u0001]+)", FLAGS);
  private static final Pattern PRIMARY_KEY =
      Pattern.compile("\\bADD\\s+(?:CONSTRAINT\\s+[\\w$\u0001]+\\s+)?PRIMARY\\s+KEY\\b", FLAGS);
  private static final Pattern POLICY =
      Pattern.compile(
          "^CREATE\\s+POLICY\\s+(?<name>[\\w$\u0001]+)\\s+ON\\s+(?<table>" + NAME + ")", FLAGS);
  private static final Pattern TYPE = Pattern.compile("^CREATE\\s+(?:TYPE|DOMAIN)\\b", FLAGS);
  private static final Pattern RENAME_COLUMN =
      Pattern.compile(
          "\\sRENAME\\s+(?:COLUMN\\s+)?(?!TO\\b|CONSTRAINT\\b)[\\w$\u0001]+\\s+TO\\s", FLAGS);

  private static final Pattern RENAME_CONSTRAINT =
      Pattern.compile("\\sRENAME\\s+CONSTRAINT\\s", FLAGS);

  private Repeatable() {}

  /** The whole script, with everything between its statements as it was. */
  static String of(String script, List<Statement> statements) {
    StringBuilder rewritten = new StringBuilder();
    int at = 0;
    for (Statement statement : statements) {
      int start = script.indexOf(statement.text(), at);
      if (start < 0) {
        return script;
      }
      rewritten.append(script, at, start).append(statement(statement.text()));
      at = start + statement.text().length();
    }
    return rewritten.append(script.substring(at)).toString();
  }

  /** One statement; several where something has to be dropped before it. */
  static String statement(String sql) {
    MaskedSql masked = MaskedSql.of(sql);
    String lead = sql.substring(0, masked.start());
    String body = sql.substring(masked.start());
    String keywords = masked.text().substring(masked.start());
    if (TYPE.matcher(keywords).find()) {
      return lead + inBlock(body, "duplicate_object");
    }
    Matcher policy = POLICY.matcher(keywords);
    if (policy.find()) {
      return lead
          + "DROP POLICY IF EXISTS "
          + part(body, policy, "name")
          + " ON "
          + part(body, policy, "table")
          + ";\n"
          + body;
    }
    Matcher table = ALTER_TABLE.matcher(keywords);
    if (table.find()) {
      return lead + alterTable(body, keywords, part(body, table, "table"));
    }
    return lead + inserted(body, keywords, AT_START);
  }

  private static String alterTable(String body, String keywords, String table) {
    if (RENAME_COLUMN.matcher(keywords).find()) {
      return inBlock(body, "undefined_column");
    }
    if (RENAME_CONSTRAINT.matcher(keywords).find()) {
      return inBlock(body, "undefined_object");
    }
    if (PRIMARY_KEY.matcher(keywords).find()) {
      // Foreign keys may depend on it, so it can't be dropped and made again.
      return inBlock(body, "duplicate_object OR duplicate_table OR invalid_table_definition");
    }
    StringBuilder drops = new StringBuilder();
    Matcher constraint = ADD_CONSTRAINT.matcher(keywords);
    while (constraint.find()) {
      drops
          .append("ALTER TABLE ")
          .append(table)
          .append(" DROP CONSTRAINT IF EXISTS ")
          .append(part(body, constraint, "name"))
          .append(";\n");
    }
    String renamed = inserted(body, keywords, AT_START);
    return drops + (renamed.equals(body) ? inserted(body, keywords, IN_TABLE) : renamed);
  }

  private static String inserted(String body, String keywords, List<Insertion> insertions) {
    java.util.TreeMap<Integer, String> places = new java.util.TreeMap<>();
    for (Insertion insertion : insertions) {
      Matcher matcher = insertion.where().matcher(keywords);
      while (matcher.find()) {
        places.put(matcher.end("at"), insertion.words());
      }
    }
    StringBuilder text = new StringBuilder(body);
    places.descendingMap().forEach((at, words) -> text.insert(at, words));
    return text.toString();
  }

  private static String inBlock(String body, String condition) {
    String tag = body.contains("$$") ? "$repeatable$" : "$$";
    return "DO "
        + tag
        + "\nBEGIN\n    "
        + body.strip()
        + ";\nEXCEPTION\n    WHEN "
        + condition
        + " THEN NULL;\nEND\n"
        + tag;
  }

  /** The original text of a group: quoted names are blanked out in what was matched. */
  private static String part(String body, Matcher matcher, String group) {
    return body.substring(matcher.start(group), matcher.end(group));
  }
}
