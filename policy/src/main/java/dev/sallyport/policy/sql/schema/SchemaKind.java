package dev.sallyport.policy.sql.schema;

import java.util.Locale;

/** The kind of an object that a script makes and a catalog shows. */
public enum SchemaKind {
  SCHEMA,
  TABLE,
  COLUMN,
  CONSTRAINT,
  INDEX,
  SEQUENCE,
  VIEW,
  MATERIALIZED_VIEW,
  /** An enum, a composite type or a domain. */
  TYPE,
  ENUM_VALUE,
  FUNCTION,
  TRIGGER,
  POLICY,
  RULE,
  EXTENSION,
  /** What a role may do with a table, a sequence or a schema. */
  PRIVILEGE;

  /** The kind in words, such as {@code enum value}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
