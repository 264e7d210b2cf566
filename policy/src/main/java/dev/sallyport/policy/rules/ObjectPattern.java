package dev.sallyport.policy.rules;

import dev.sallyport.policy.sql.ObjectName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for objects by their decoded names: {@code public.users}, {@code *.audit_*}. It also
 * covers the parts of what it names: {@code public.users} covers the column {@code
 * public.users.email}.
 *
 * @param schema null where the pattern has none, for objects that live in no schema
 * @param parts the pattern of what belongs to a table
 */
record ObjectPattern(@Nullable Glob schema, Glob name, Glob parts) {

  /** The pattern of a text; empty where a part is empty. */
  static Optional<ObjectPattern> of(String text) {
    int dot = text.indexOf('.');
    if (text.isBlank() || dot == 0 || dot == text.length() - 1) {
      return Optional.empty();
    }
    Glob schema = dot < 0 ? null : Glob.of(text.substring(0, dot));
    String name = text.substring(dot + 1);
    return Optional.of(new ObjectPattern(schema, Glob.of(name), Glob.of(name + ".*")));
  }

  /** What the name of every object that it matches begins with. */
  String beginning() {
    return name.beginning();
  }

  boolean hasSchema() {
    return schema != null;
  }

  /** Whether it names one object and no more. */
  boolean isLiteral() {
    return name.isLiteral() && (schema == null || schema.isLiteral());
  }

  /** Whether the object is meant; where its schema is not known, perhaps. */
  Match match(ObjectName object) {
    if (object.name().isEmpty()) {
      return Match.NO;
    }
    if (!name.matches(object.name()) && !parts.matches(object.name())) {
      return Match.NO;
    }
    String theirs = object.schema();
    if (schema == null) {
      return theirs == null ? Match.YES : Match.NO;
    }
    if (theirs == null) {
      return schema.matchesAll() ? Match.YES : Match.MAYBE;
    }
    return schema.matches(theirs) ? Match.YES : Match.NO;
  }

  /** Whether every object that the other means is meant by this one; may be too modest. */
  boolean contains(ObjectPattern other) {
    boolean schemas =
        schema == null
            ? other.schema == null
            : other.schema != null && schema.contains(other.schema);
    return schemas && (name.contains(other.name) || parts.contains(other.name));
  }

  @Override
  public String toString() {
    return schema == null ? name.toString() : schema + "." + name;
  }
}
