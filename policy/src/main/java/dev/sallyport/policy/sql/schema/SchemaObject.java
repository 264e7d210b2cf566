package dev.sallyport.policy.sql.schema;

import dev.sallyport.policy.sql.ObjectName;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One object of a schema, by the name it has.
 *
 * @param schema null where the search path decides, and for extensions and schemas
 * @param parent the table, or for a value the enum, that it is part of; null for what stands alone
 * @param name its own name; for functions with the types of its arguments; empty where PostgreSQL
 *     makes the name, as for a constraint without one
 */
public record SchemaObject(
    SchemaKind kind, @Nullable String schema, @Nullable String parent, String name) {

  /** An object that stands alone. */
  static SchemaObject of(SchemaKind kind, ObjectName name) {
    return new SchemaObject(kind, name.schema(), null, name.name());
  }

  /** A part of a table or an enum. */
  static SchemaObject part(SchemaKind kind, ObjectName parent, String name) {
    return new SchemaObject(kind, parent.schema(), parent.name(), name);
  }

  /** The same object with that schema, where it can have one and had none. */
  public SchemaObject in(String defaultSchema) {
    boolean outside = kind == SchemaKind.EXTENSION || kind == SchemaKind.SCHEMA;
    return schema != null || outside ? this : new SchemaObject(kind, defaultSchema, parent, name);
  }

  /** The same part of another object. */
  public SchemaObject movedTo(SchemaObject whole) {
    return new SchemaObject(kind, whole.schema(), whole.name(), name);
  }

  /** Whether it goes when {@code other} goes: it is part of it. */
  public boolean isPartOf(SchemaObject other) {
    return parent != null
        && other.parent == null
        && parent.equals(other.name)
        && Objects.equals(schema, other.schema)
        && switch (other.kind) {
          case TABLE, VIEW, MATERIALIZED_VIEW -> kind != SchemaKind.ENUM_VALUE;
          case TYPE -> kind == SchemaKind.ENUM_VALUE || kind == SchemaKind.COLUMN;
          default -> false;
        };
  }

  /** What it may be part of: a parent's name does not tell its kind. */
  public Stream<SchemaObject> wholes() {
    return parent == null
        ? Stream.empty()
        : Stream.of(
                SchemaKind.TABLE, SchemaKind.VIEW, SchemaKind.MATERIALIZED_VIEW, SchemaKind.TYPE)
            .map(kind -> new SchemaObject(kind, schema, null, parent))
            .filter(this::isPartOf);
  }

  /** A function's name alone, which stands for whatever arguments there are. */
  public Stream<SchemaObject> allOfItsName() {
    int arguments = name.indexOf('(');
    return kind == SchemaKind.FUNCTION && arguments > 0
        ? Stream.of(new SchemaObject(kind, schema, parent, name.substring(0, arguments)))
        : Stream.empty();
  }

  /** In words, such as {@code column `Booking.bookingType`}. */
  @Override
  public String toString() {
    String own = name.isEmpty() ? "(unnamed)" : name;
    String in = schema == null || schema.equals("public") ? "" : schema + ".";
    return kind.label() + " `" + in + (parent == null ? own : parent + "." + own) + "`";
  }
}
