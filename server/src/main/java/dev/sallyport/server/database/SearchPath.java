package dev.sallyport.server.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The schemas in which unqualified names are looked up, after {@code pg_catalog} and before {@code
 * pg_temp}.
 *
 * <p>A session's own path may name {@code pg_catalog} later, or {@code pg_temp} earlier, and let
 * other people's objects stand in for built-in ones; here neither can.
 *
 * @param schemas decoded names; {@code $user} already replaced
 */
record SearchPath(List<String> schemas) {
  SearchPath {
    schemas = List.copyOf(schemas);
  }

  /** The path as PostgreSQL shows the setting, for a role of that name. */
  static SearchPath parse(String setting, String role) {
    List<String> schemas = new ArrayList<>();
    int at = 0;
    while (at < setting.length()) {
      StringBuilder name = new StringBuilder();
      boolean quoted = false;
      for (; at < setting.length() && (quoted || setting.charAt(at) != ','); at++) {
        char c = setting.charAt(at);
        if (c != '"') {
          name.append(quoted ? c : Character.toString(c).toLowerCase(Locale.ROOT).charAt(0));
        } else if (quoted && at + 1 < setting.length() && setting.charAt(at + 1) == '"') {
          name.append(c);
          at++;
        } else {
          quoted = !quoted;
        }
      }
      at++;
      add(schemas, name.toString().strip(), role);
    }
    return new SearchPath(schemas);
  }

  private static void add(List<String> schemas, String name, String role) {
    String schema = name.equals("$user") ? role : name;
    boolean system = schema.equals("pg_catalog") || schema.equals("pg_temp");
    if (!schema.isEmpty() && !system && !schemas.contains(schema)) {
      schemas.add(schema);
    }
  }

  /** The value to set: every name quoted, {@code pg_temp} last. */
  String setting() {
    StringBuilder value = new StringBuilder();
    for (String schema : schemas) {
      value.append('"').append(schema.replace("\"", "\"\"")).append("\", ");
    }
    return value.append("pg_temp").toString();
  }
}
