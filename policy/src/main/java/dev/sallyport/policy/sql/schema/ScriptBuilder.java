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
  private SearchPath path = SearchPath.ofConnection();
  private boolean changesRows;

  void present(SchemaObject object) {
    located(object, true).map(Consequence.Present::new).ifPresent(consequences::add);
  }

  void absent(SchemaObject object) {
    located(object, false).map(Consequence.Absent::new).ifPresent(consequences::add);
  }

  void has(SchemaObject object, Trait trait, String value) {
    located(object, false)
        .map(here -> new Consequence.Has(here, trait, value))
        .ifPresent(consequences::add);
  }

  /** Unqualified names of what follows are looked up there. */
  void searches(SearchPath next) {
    path = next;
  }

  private Optional<SchemaObject> located(SchemaObject object, boolean isMade) {
    Optional<SchemaObject> located = path.located(object, isMade);
    if (located.isEmpty()) {
      passOver("names without a schema, on a `search_path` of several");
    }
    return located;
  }

  /** The object is there and looks like that. */
  void defined(SchemaObject object, String definition) {
    present(object);
    has(object, Trait.DEFINITION, definition);
  }

  void renamed(SchemaObject from, SchemaObject to) {
    Optional<SchemaObject> before = located(from, false);
    before.ifPresent(
        here ->
            consequences.add(
                new Consequence.Renamed(here, here.schema() == null ? to : to.in(here.schema()))));
  }

  /** It is changed in a way that is not looked up. */
  void altered(SchemaObject object, String how) {
    located(object, false).map(Consequence.Altered::new).ifPresent(consequences::add);
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
