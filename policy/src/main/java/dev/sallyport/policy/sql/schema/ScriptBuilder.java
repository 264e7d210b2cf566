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
  private final Set<String> noted = new LinkedHashSet<>();
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
    consequences.add(new Consequence.Renamed(from, to));
  }

  /** It is changed in a way that is not looked up. */
  void altered(SchemaObject object, String how) {
    consequences.add(new Consequence.Altered(object));
    passOver(how);
  }

  void changesRows() {
    changesRows = true;
  }

  /** Something that may have changed the schema and can't be looked up. */
  void passOver(String what) {
    passedOver.add(what);
  }

  /** Something that is not looked up and changes nothing that a history is compared by. */
  void note(String what) {
    noted.add(what);
  }

  SchemaScript build() {
    return new SchemaScript(
        consequences,
        changesRows,
        List.copyOf(passedOver),
        List.copyOf(noted),
        Optional.empty(),
        -1);
  }
}
