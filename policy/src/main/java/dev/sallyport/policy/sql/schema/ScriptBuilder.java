package dev.sallyport.policy.sql.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what a script leaves behind. */
final class ScriptBuilder {
  private final List<Consequence> consequences = new ArrayList<>();
  private final Set<String> passedOver = new LinkedHashSet<>();
  private boolean changesRows;

  void present(SchemaObject object) {
    consequences.add(new Consequence.Present(object));
  }

  void absent(SchemaObject object) {
    consequences.add(new Consequence.Absent(object));
  }

  void has(SchemaObject object, Trait trait, String value) {
    consequences.add(new Consequence.Has(object, trait, value));
  }

  /** The object is there and looks like that. */
  void defined(SchemaObject object, String definition) {
    present(object);
    has(object, Trait.DEFINITION, definition);
  }

  void renamed(SchemaObject from, SchemaObject to) {
    absent(from);
    present(to);
  }

  void changesRows() {
    changesRows = true;
  }

  void passOver(String what) {
    passedOver.add(what);
  }

  SchemaScript build() {
    return new SchemaScript(
        consequences, changesRows, List.copyOf(passedOver), Optional.empty(), -1);
  }
}
