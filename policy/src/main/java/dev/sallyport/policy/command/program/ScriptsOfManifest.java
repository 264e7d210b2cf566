package dev.sallyport.policy.command.program;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code scripts} of a {@code package.json}: just enough of JSON to find one object of strings.
 * A parser's start costs more than the file is worth.
 */
final class ScriptsOfManifest {
  private final String json;
  private int at;

  ScriptsOfManifest(String json) {
    this.json = json;
  }

  Map<String, String> scripts() {
    Map<String, String> scripts = new LinkedHashMap<>();
    int depth = 0;
    while (at < json.length()) {
      char unit = json.charAt(at);
      if (unit == '"') {
        String key = string();
        skipSpace();
        if (depth == 1 && key.equals("scripts") && at < json.length() && json.charAt(at) == ':') {
          at++;
          read(scripts);
        }
        continue;
      }
      depth += unit == '{' || unit == '[' ? 1 : unit == '}' || unit == ']' ? -1 : 0;
      at++;
    }
    return scripts;
  }

  private void read(Map<String, String> scripts) {
    skipSpace();
    if (at >= json.length() || json.charAt(at) != '{') {
      return;
    }
    at++;
    while (at < json.length() && json.charAt(at) != '}') {
      if (json.charAt(at) != '"') {
        at++;
        continue;
      }
      String key = string();
      skipSpace();
      if (at < json.length() && json.charAt(at) == ':') {
        at++;
        skipSpace();
        if (at < json.length() && json.charAt(at) == '"') {
          scripts.put(key, string());
        }
      }
    }
    at++;
  }

  private void skipSpace() {
    while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
      at++;
    }
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < json.length() && json.charAt(at) != '"') {
      char unit = json.charAt(at++);
      if (unit == '\\' && at < json.length()) {
        text.append(escaped(json.charAt(at++)));
      } else {
        text.append(unit);
      }
    }
    at++;
    return text.toString();
  }

  private String escaped(char kind) {
    switch (kind) {
      case 'n' -> {
        return "\n";
      }
      case 't' -> {
        return "\t";
      }
      case 'r', 'b', 'f' -> {
        return " ";
      }
      case 'u' -> {
        int end = Math.min(json.length(), at + 4);
        String digits = json.substring(at, end);
        at = end;
        return digits.matches("[0-9a-fA-F]{4}")
            ? String.valueOf((char) Integer.parseInt(digits, 16))
            : "";
      }
      default -> {
        return String.valueOf(kind);
      }
    }
  }
}
