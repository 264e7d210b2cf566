package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.Consequence;
import dev.sallyport.policy.sql.schema.SchemaKind;
import dev.sallyport.policy.sql.schema.SchemaObject;
import dev.sallyport.policy.sql.schema.SchemaReader;
import dev.sallyport.policy.sql.schema.Trait;
import dev.sallyport.server.catalog.SchemaInventory;
import dev.sallyport.server.catalog.SchemaInventory.Entry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The database's objects in the same normal form as what files say; read when first asked. */
final class LiveSchema {
  private final Supplier<SchemaInventory> source;
  private final SchemaReader reader;
  private final Map<SchemaObject, Map<Trait, String>> traits = new HashMap<>();

  private @Nullable SchemaInventory known;

  LiveSchema(Supplier<SchemaInventory> source, SchemaReader reader) {
    this.source = source;
    this.reader = reader;
  }

  /** Whether such an object is there. A function without arguments stands for all of its name. */
  boolean has(SchemaObject object) {
    if (object.kind() == SchemaKind.FUNCTION && object.name().indexOf('(') < 0) {
      return inventory().entries().keySet().stream()
          .anyMatch(
              other ->
                  other.kind() == SchemaKind.FUNCTION
                      && Objects.equals(other.schema(), object.schema())
                      && other.name().startsWith(object.name() + "("));
    }
    return inventory().find(object).isPresent() || isImplied(object);
  }

  /** Of a table whose privileges nobody ever touched the owner has all. */
  private boolean isImplied(SchemaObject object) {
    if (object.kind() != SchemaKind.PRIVILEGE || object.parent() == null) {
      return false;
    }
    String role = object.name().substring(object.name().indexOf(" to "));
    return inventory()
        .find(new SchemaObject(object.kind(), object.schema(), object.parent(), "ALL" + role))
        .isPresent();
  }

  /** The values of an enum, in their order. */
  List<String> values(@Nullable String schema, String type) {
    return inventory().entries().keySet().stream()
        .filter(
            other ->
                other.kind() == SchemaKind.ENUM_VALUE
                    && Objects.equals(other.schema(), schema)
                    && type.equals(other.parent()))
        .map(SchemaObject::name)
        .toList();
  }

  /** Whether it is there and in working order. */
  boolean isSound(SchemaObject object) {
    return inventory().find(object).map(Entry::sound).orElse(false);
  }

  /** The value of a trait; empty where the object has no such trait or is not there. */
  Optional<String> trait(SchemaObject object, Trait trait) {
    return inventory()
        .find(object)
        .map(entry -> traits.computeIfAbsent(object, o -> read(entry)).get(trait));
  }

  /** Whether any object of that kind, on the same table, is defined so. */
  boolean hasDefinition(SchemaObject unnamed, String definition) {
    return inventory().entries().keySet().stream()
        .filter(
            other ->
                other.kind() == unnamed.kind()
                    && Objects.equals(other.schema(), unnamed.schema())
                    && Objects.equals(other.parent(), unnamed.parent()))
        .anyMatch(other -> trait(other, Trait.DEFINITION).equals(Optional.of(definition)));
  }

  private SchemaInventory inventory() {
    SchemaInventory read = known;
    if (read == null) {
      read = source.get();
      known = read;
    }
    return read;
  }

  private Map<Trait, String> read(Entry entry) {
    Map<Trait, String> values = new EnumMap<>(Trait.class);
    if (entry.object().kind() == SchemaKind.COLUMN) {
      values.put(Trait.GENERATED, "");
    }
    for (Consequence consequence : reader.read(entry.ddl()).consequences()) {
      if (consequence instanceof Consequence.Has has && has.object().equals(entry.object())) {
        values.put(has.trait(), has.value());
      }
    }
    if (entry.object().kind() == SchemaKind.CONSTRAINT) {
      values.put(Trait.VALID, String.valueOf(entry.sound()));
    }
    values.put(Trait.COMMENT, entry.comment());
    return values;
  }
}
