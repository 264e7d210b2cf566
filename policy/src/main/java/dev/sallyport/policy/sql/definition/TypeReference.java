package dev.sallyport.policy.sql.definition;

import dev.sallyport.policy.sql.ObjectName;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A type as a statement names it.
 *
 * @param name as PostgreSQL calls it inside: {@code int4}, {@code timestamptz}; {@code serial}
 *     stays
 * @param modifiers such as {@code 10, 2}; of an interval its fields as bits, then its precision
 */
public record TypeReference(ObjectName name, List<Integer> modifiers, boolean array) {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final Set<String> SERIALS =
      Set.of("serial", "bigserial", "smallserial", "serial2", "serial4", "serial8");

  public TypeReference {
    modifiers = List.copyOf(modifiers);
  }

  /** Whether it makes a sequence and a default of its own. */
  public boolean isSerial() {
    return SERIALS.contains(name.name());
  }

  /** Whether it is a built-in type of that inner name, without being an array. */
  public boolean is(String builtin) {
    return !array
        && name.name().equals(builtin)
        && (name.schema() == null || "pg_catalog".equals(name.schema()));
  }

  /** The type in SQL. */
  public String sql() {
    StringBuilder sql = new StringBuilder();
    if (name.schema() != null && !"pg_catalog".equals(name.schema())) {
      sql.append(quoted(name.schema())).append('.');
    }
    sql.append(quoted(name.name()));
    if (is("interval")) {
      sql.append(IntervalFields.sql(modifiers));
    } else if (!modifiers.isEmpty()) {
      sql.append('(')
          .append(String.join(",", modifiers.stream().map(String::valueOf).toList()))
          .append(')');
    }
    return sql.append(array ? "[]" : "").toString();
  }

  /** A type of the name {@code char} in quotes is not the one without. */
  private static String quoted(String part) {
    return PLAIN.matcher(part).matches() && !part.equals("char")
        ? part
        : '"' + part.replace("\"", "\"\"") + '"';
  }
}
