package dev.sallyport.server.migration.prisma.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the small pieces of SQL that PostgreSQL prints: names, literals, lists in brackets. */
final class SqlWords {
  private SqlWords() {}

  /** The place after the quoted text, bracketed list or single character that begins there. */
  static int skip(String sql, int at) {
    char c = sql.charAt(at);
    if (c == '\'' || c == '"') {
      return quoted(sql, at);
    }
    if (c == '(' || c == '[') {
      int end = at + 1;
      while (end < sql.length() && sql.charAt(end) != (c == '(' ? ')' : ']')) {
        end = skip(sql, end);
      }
      return Math.min(end + 1, sql.length());
    }
    return at + 1;
  }

  private static int quoted(String sql, int at) {
    char quote = sql.charAt(at);
    boolean escapes = quote == '\'' && at > 0 && (sql.charAt(at - 1) == 'E');
    int end = at + 1;
    while (end < sql.length()) {
      char c = sql.charAt(end);
      if (escapes && c == '\\') {
        end += 2;
      } else if (c != quote) {
        end++;
      } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
        end += 2;
      } else {
        return end + 1;
      }
    }
    return sql.length();
  }

  /** The first place of a word outside of quotes and brackets; -1 where it is not there. */
  static int find(String sql, String word, int from) {
    for (int at = from; at < sql.length(); at = skip(sql, at)) {
      if (sql.startsWith(word, at)) {
        return at;
      }
    }
    return -1;
  }

  /** A list's items: what stands between commas outside of quotes and brackets. */
  static List<String> items(String list) {
    List<String> items = new ArrayList<>();
    int start = 0;
    for (int comma = find(list, ",", 0); comma >= 0; comma = find(list, ",", start)) {
      items.add(list.substring(start, comma).strip());
      start = comma + 1;
    }
    String last = list.substring(start).strip();
    if (!last.isEmpty()) {
      items.add(last);
    }
    return items;
  }

  /** The identifier that a text begins with, quotes resolved; empty where it begins otherwise. */
  static String identifier(String sql) {
    if (sql.startsWith("\"")) {
      int end = quoted(sql, 0);
      return sql.substring(1, end - 1).replace("\"\"", "\"");
    }
    return sql.substring(0, endOfIdentifier(sql));
  }

  /** Where the identifier that a text begins with ends. */
  static int endOfIdentifier(String sql) {
    if (sql.startsWith("\"")) {
      return quoted(sql, 0);
    }
    int end = 0;
    while (end < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(end)) || "_$".indexOf(sql.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** The parts of a qualified name. */
  static List<String> name(String sql) {
    List<String> parts = new ArrayList<>();
    String rest = sql.strip();
    while (!rest.isEmpty()) {
      parts.add(identifier(rest));
      rest = rest.substring(endOfIdentifier(rest));
      if (!rest.startsWith(".")) {
        break;
      }
      rest = rest.substring(1);
    }
    return parts;
  }

  /** The text of a literal that is nothing but one, with or without a cast behind it. */
  static Optional<String> literal(String sql) {
    boolean escapes = sql.startsWith("E'");
    int start = escapes ? 1 : 0;
    if (!sql.startsWith("'", start)) {
      return Optional.empty();
    }
    int end = quoted(sql, start);
    String text = sql.substring(start + 1, end - 1).replace("''", "'");
    boolean only = withoutCast(sql).length() == end;
    return only ? Optional.of(escapes ? text.replace("\\\\", "\\") : text) : Optional.empty();
  }

  /** The expression before its casts, and without brackets around all of it. */
  static String withoutCast(String sql) {
    String bare = sql.strip();
    int cast = find(bare, "::", 0);
    if (cast > 0 && isType(bare.substring(cast + 2))) {
      return withoutCast(bare.substring(0, cast));
    }
    return bare.startsWith("(") && skip(bare, 0) == bare.length()
        ? withoutCast(bare.substring(1, bare.length() - 1))
        : bare;
  }

  private static boolean isType(String text) {
    return text.matches("(?s)(\"[^\"]*\"|[\\w. \\[\\](),:]|(?<=\")\")+")
        && !text.matches("(?s).* (AND|OR|IS|IN)( .*|)");
  }

  /** A form in which PostgreSQL's printing and what a person wrote are mostly the same. */
  static String loose(String sql) {
    String bare = sql.replaceAll("::(\"[^\"]+\"|[a-z][\\w.]*)( without time zone| varying)?", "");
    boolean mixed = bare.matches("(?is).*\\b(and|or)\\b.*") && bare.matches("(?is).*\\bor\\b.*");
    return (mixed ? bare : bare.replaceAll("[()]", ""))
        .replace("!=", "<>")
        .replace("\"", "")
        .replaceAll("\\s+", "");
  }
}
