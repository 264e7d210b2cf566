package dev.sallyport.policy.sql.schema;

/** One thing that is so in a schema once a statement had run. */
public sealed interface Consequence {
  /** What it is about. */
  SchemaObject object();

  /** The object is there. */
  record Present(SchemaObject object) implements Consequence {}

  /** The object is not there. */
  record Absent(SchemaObject object) implements Consequence {}

  /** The object, with everything that is part of it, has another name. */
  record Renamed(SchemaObject object, SchemaObject to) implements Consequence {}

  /** The object looks different in a way that is not looked into. */
  record Altered(SchemaObject object) implements Consequence {}

  /** A property of the object has that value. */
  record Has(SchemaObject object, Trait trait, String value) implements Consequence {}
}
