package dev.sallyport.policy.sql.schema;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code search_path} that a script sets for what comes after: where its unqualified names are.
 * With one schema on it that is all of them; with several, what the script makes is in the first,
 * and what was there before may be in any.
 */
final class SearchPath {
  private static final Set<String> NO_HOME = Set.of("$user", "pg_catalog", "pg_temp");
  private static final Set<SchemaKind> STANDING =
      EnumSet.of(
          SchemaKind.TABLE,
          SchemaKind.VIEW,
          SchemaKind.MATERIALIZED_VIEW,
          SchemaKind.TYPE,
          SchemaKind.FUNCTION,
          SchemaKind.SEQUENCE);

  private final List<String> schemas;
  private final Set<String> made = new HashSet<>();

  private SearchPath(List<String> schemas) {
    this.schemas = schemas;
  }

  /** The path at the start of a script: the connection's own. */
  static SearchPath ofConnection() {
    return new SearchPath(List.of());
  }

  /** Whether a statement sets it. */
  static boolean isSetBy(Tree set) {
    return set.text("name").equals("search_path");
  }

  /** The path after that statement. */
  static SearchPath after(Tree set) {
    return new SearchPath(
        set.children("args").stream()
            .map(argument -> argument.part("sval").text("sval"))
            .filter(schema -> !schema.isEmpty() && !NO_HOME.contains(schema))
            .toList());
  }

  /** The object with its schema; empty where that can't be told. */
  Optional<SchemaObject> located(SchemaObject object, boolean isMade) {
    if (schemas.isEmpty() || object.schema() != null) {
      return Optional.of(object);
    }
    String whole = object.parent() == null ? object.name() : object.parent();
    if (isMade && object.parent() == null && STANDING.contains(object.kind())) {
      made.add(whole);
    }
    SchemaObject first = object.in(schemas.get(0));
    boolean told = schemas.size() == 1 || first.schema() == null || made.contains(whole);
    return told ? Optional.of(first) : Optional.empty();
  }
}
