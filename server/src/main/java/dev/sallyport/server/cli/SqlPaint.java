package dev.sallyport.server.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours one line of SQL; the line says the same without colour. */
final class SqlPaint {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>--.*|/\\*.*?(?:\\*/|$))"
              + "|(?<text>'(?:[^']|'')*'?)"
              + "|(?<danger>(?i)\\b(?:drop|delete|truncate|cascade|update|grant|revoke|disable)\\b)"
              + "|(?<word>(?i)\\b(?:select|from|where|insert|into|values|set|alter|create|table|index"
              + "|view|column|add|type|constraint|foreign|primary|key|references|default|not|null"
              + "|unique|on|using|and|or|in|exists|if|begin|end|do|function|returns|language|as"
              + "|with|join|left|inner|group|order|by|limit|returning|concurrently|schema)\\b)");

  private SqlPaint() {}

  static String line(String line, Terminal terminal) {
    Matcher tokens = TOKEN.matcher(line);
    StringBuilder painted = new StringBuilder();
    int from = 0;
    while (tokens.find()) {
      painted.append(line, from, tokens.start());
      painted.append(terminal.paint(paint(tokens), tokens.group()));
      from = tokens.end();
    }
    return painted.append(line.substring(from)).toString();
  }

  private static Paint paint(Matcher tokens) {
    if (tokens.group("comment") != null) {
      return Paint.QUIET;
    }
    if (tokens.group("text") != null) {
      return Paint.NAME;
    }
    return tokens.group("danger") != null ? Paint.BAD : Paint.STRONG;
  }
}
