package dev.sallyport.server.migration.effects;

import dev.sallyport.policy.sql.schema.Consequence;
import dev.sallyport.policy.sql.schema.SchemaKind;
import dev.sallyport.policy.sql.schema.SchemaObject;
import dev.sallyport.policy.sql.schema.Trait;
import java.util.List;
import java.util.Optional;

/** What the live schema shows of one thing that a file makes, whoever made it. */
record Sighting(LiveSchema live, ProbedFiles files) {

  Trace of(FileEffects file, Consequence expected) {
    SchemaObject object = expected.object();
    if (expected instanceof Consequence.Present) {
      if (!live.has(object)) {
        return new Trace(expected, Trace.State.MISSING, "");
      }
      boolean broken = object.kind() == SchemaKind.INDEX && !live.isSound(object);
      return broken
          ? new Trace(expected, Trace.State.DIFFERENT, "its build failed and left it invalid")
          : new Trace(expected, Trace.State.SHOWN, "");
    }
    if (expected instanceof Consequence.Absent) {
      Trace.State state = live.has(object) ? Trace.State.MISSING : Trace.State.SHOWN;
      return new Trace(expected, state, "");
    }
    return seenTrait(file, (Consequence.Has) expected);
  }

  private Trace seenTrait(FileEffects file, Consequence.Has expected) {
    if (expected.object().name().isEmpty()) {
      boolean found = live.hasDefinition(expected.object(), expected.value());
      return new Trace(expected, found ? Trace.State.SHOWN : Trace.State.MISSING, "");
    }
    if (expected.trait() == Trait.AFTER || expected.trait() == Trait.VALUES) {
      return seenOfEnum(file, expected);
    }
    Optional<String> actual = live.trait(expected.object(), expected.trait());
    if (actual.isEmpty()) {
      return new Trace(
          expected, live.has(expected.object()) ? Trace.State.SHOWN : Trace.State.MISSING, "");
    }
    if (actual.get().equals(expected.value())) {
      return new Trace(expected, Trace.State.SHOWN, "");
    }
    if (expected.trait() == Trait.QUERY) {
      return new Trace(expected, Trace.State.UNSURE, "");
    }
    boolean plain = expected.trait() == Trait.TYPE || expected.trait() == Trait.NOT_NULL;
    String found = plain ? "it is `" + actual.get() + "`, not `" + expected.value() + "`" : "";
    return new Trace(expected, Trace.State.DIFFERENT, found);
  }

  private Trace seenOfEnum(FileEffects file, Consequence.Has expected) {
    SchemaObject object = expected.object();
    boolean order = expected.trait() == Trait.AFTER;
    String type = order ? String.valueOf(object.parent()) : object.name();
    List<String> values = live.values(object.schema(), type);
    if (order ? !values.contains(object.name()) : values.isEmpty()) {
      return new Trace(expected, Trace.State.MISSING, "");
    }
    if (!order) {
      List<String> extra =
          values.stream()
              .filter(value -> !NetEffects.mentions(expected.value(), value))
              .filter(value -> !isMadeLater(file, object, value))
              .toList();
      return extra.isEmpty()
          ? new Trace(expected, Trace.State.SHOWN, "")
          : new Trace(expected, Trace.State.DIFFERENT, "it also has " + extra);
    }
    int before = values.indexOf(expected.value());
    return before >= 0 && values.indexOf(object.name()) < before
        ? new Trace(expected, Trace.State.DIFFERENT, "it comes before `" + expected.value() + "`")
        : new Trace(expected, Trace.State.SHOWN, "");
  }

  /** Whether a file that does not run before this one adds that value. */
  private boolean isMadeLater(FileEffects file, SchemaObject type, String value) {
    SchemaObject part = new SchemaObject(SchemaKind.ENUM_VALUE, type.schema(), type.name(), value);
    return files
        .others(file, part)
        .anyMatch(
            other -> !other.ranBefore(file) && other.net().contains(new Consequence.Present(part)));
  }
}
