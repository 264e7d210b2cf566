package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names and constants in SQL. */
final class Sql {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /** Words that PostgreSQL does not take for a name, or not everywhere. */
  private static final Set<String> RESERVED =
      Set.of(
          ("all analyse analyze and any array as asc asymmetric authorization between bigint binary"
                  + " bit boolean both case cast char character check coalesce collate collation"
                  + " column concurrently constraint create cross current_catalog current_date"
                  + " current_role current_schema current_time current_timestamp current_user dec"
                  + " decimal default deferrable desc distinct do else end except exists extract false"
                  + " fetch float for foreign freeze from full grant greatest group grouping having"
                  + " ilike in initially inner inout int integer intersect interval into is isnull"
                  + " join json json_array json_arrayagg json_exists json_object json_objectagg"
                  + " json_query json_scalar json_serialize json_table json_value lateral leading"
                  + " least left like limit localtime localtimestamp merge_action national natural"
                  + " nchar none normalize not notnull null nullif numeric offset on only or order out"
                  + " outer overlaps overlay placing position precision primary real references"
                  + " returning right row select session_user setof similar smallint some substring"
                  + " symmetric system_user table tablesample then time timestamp to trailing treat"
                  + " trim true union unique user using values varchar variadic verbose when where"
                  + " window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces"
                  + " xmlparse xmlpi xmlroot xmlserialize xmltable")
              .split(" "));

  private Sql() {}

  /** An identifier, quoted where it must be. */
  static String name(String name) {
    return PLAIN.matcher(name).matches() && !RESERVED.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A name in its schema. */
  static String qualified(String schema, String name) {
    return schema.isEmpty() ? name(name) : name(schema) + "." + name(name);
  }

  /** The object itself, without its signature; a column has its own way. */
  static String qualified(FactKey key) {
    return qualified(key.schema(), key.name());
  }

  /** The relation or domain that a part belongs to. */
  static String owner(FactKey part) {
    return qualified(part.schema(), part.of());
  }

  /** The table that an index is on. */
  static String table(Fact index) {
    return qualified(index.key().schema(), index.textOf("table"));
  }

  static String literal(String text) {
    String doubled = text.replace("'", "''");
    return text.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }

  /** A name as {@code regclass} writes it, taken apart: the decoded parts. */
  static List<String> parts(String written) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < written.length() && written.charAt(i + 1) == '"') {
          part.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** {@code name 'value'} for each {@code name=value}. */
  static String options(List<String> options) {
    List<String> written = new ArrayList<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      written.add(name(option.substring(0, equals)) + " " + literal(option.substring(equals + 1)));
    }
    return String.join(", ", written);
  }

  /** {@code name = value} for each storage parameter. */
  static String parameters(List<String> options) {
    List<String> written = new ArrayList<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      String value = option.substring(equals + 1);
      written.add(option.substring(0, equals) + " = " + literal(value));
    }
    return String.join(", ", written);
  }

  static List<String> optionNames(List<String> options) {
    return options.stream().map(option -> option.substring(0, option.indexOf('='))).toList();
  }

  /** A definition without what ends it. */
  static String body(String definition) {
    String stripped = definition.strip();
    return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }
}
