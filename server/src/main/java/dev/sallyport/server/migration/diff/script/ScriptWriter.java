package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.SchemaFacts;
import java.util.ArrayList;
import java.util.List;

/** Writes the statements that turn one database into another, in an order PostgreSQL takes. */
public final class ScriptWriter {
  private ScriptWriter() {}

  /**
   * The statements; unproven. They keep every table and column that both databases have, but for
   * computed columns, which are computed again.
   */
  public static List<ScriptStatement> write(SchemaFacts from, SchemaFacts to) {
    Schema before = new Schema(from);
    Schema after = new Schema(to);
    Fates fates = new Fates(before, after);
    Actions actions = new Actions(before, after, fates);
    actions.decide();
    new ActionEdges(before, after, actions).draw();
    List<ScriptStatement> statements = new ArrayList<>();
    for (Action action : ActionOrder.of(actions.all())) {
      statements.addAll(action.statements);
    }
    return new ShutOut(after).served(statements);
  }
}
