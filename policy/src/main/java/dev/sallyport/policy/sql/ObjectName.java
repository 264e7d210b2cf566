package dev.sallyport.policy.sql;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The decoded name of an object: quotes and Unicode escapes resolved, unquoted parts folded to
 * lower case, as PostgreSQL would look it up.
 *
 * @param schema the schema as written; null where the search path decides
 * @param name the object's own name; for parts of a table ({@code table.column}) the last part is
 *     separated by a dot
 */
public record ObjectName(@Nullable String schema, String name) {
  /** The name of nothing, for effects without an object. */
  public static final ObjectName NONE = new ObjectName(null, "");

  /** A name whose schema the search path decides. */
  public static ObjectName of(String name) {
    return new ObjectName(null, name);
  }

  /** A schema-qualified name. */
  public static ObjectName of(@Nullable String schema, String name) {
    return new ObjectName(schema, name);
  }

  // Records' own comparison is linked at run time, which costs a short command more than it may.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectName same
        && name.equals(same.name)
        && Objects.equals(schema, same.schema);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(schema) + name.hashCode();
  }

  /** {@code schema.name}, or {@code name} alone; decoded, not quoted. */
  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}
