package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import java.util.List;

/** Holds a script to its promise: no table or column that both databases have is dropped. */
final class Survival {
  private Survival() {}

  /** The statements that break the promise. */
  static List<ScriptStatement> broken(
      List<ScriptStatement> script, SchemaFacts from, SchemaFacts to) {
    return script.stream()
        .filter(statement -> drops(statement) && stays(statement.about(), from, to))
        .toList();
  }

  private static boolean drops(ScriptStatement statement) {
    FactKind kind = statement.about().kind();
    return kind == FactKind.TABLE && statement.sql().startsWith("DROP TABLE")
        || kind == FactKind.COLUMN && statement.sql().contains(" DROP COLUMN ");
  }

  /** A computed column holds nothing of its own. */
  private static boolean stays(FactKey key, SchemaFacts from, SchemaFacts to) {
    Fact before = from.find(key);
    Fact after = to.find(key);
    return before != null
        && after != null
        && (before.text("generated") == null || after.text("generated") == null);
  }
}
