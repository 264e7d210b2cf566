package dev.sallyport.server.migration.diff;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import dev.sallyport.server.catalog.facts.SchemaFacts;
import dev.sallyport.server.migration.diff.script.ScriptStatement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Materialized views that were never refreshed: PostgreSQL lets nobody read them, so what is made
 * of one is made without rows, too. On a copy none has rows, so no trial would tell.
 */
final class Population {
  /** The property of those that were never refreshed. */
  static final String NONE = "unpopulated";

  private static final String CREATE = "CREATE MATERIALIZED VIEW ";

  private final SchemaFacts to;
  private final Set<FactKey> empty = new HashSet<>();
  private final TreeMap<FactKey, FactKey> because = new TreeMap<>();

  /**
   * @param from the database that the script is for
   */
  Population(SchemaFacts from, SchemaFacts to) {
    this.to = to;
    from.of(FactKind.MATERIALIZED_VIEW).stream()
        .filter(view -> view.is(NONE))
        .forEach(view -> empty.add(view.key()));
  }

  /** The script with what it can't fill made without rows. */
  List<ScriptStatement> served(List<ScriptStatement> script) {
    List<ScriptStatement> served = new ArrayList<>();
    for (ScriptStatement statement : script) {
      FactKey key = statement.about();
      boolean makes =
          key.kind() == FactKind.MATERIALIZED_VIEW && statement.sql().startsWith(CREATE);
      FactKey unread = makes ? unread(key) : null;
      if (unread == null && !(makes && empty.contains(key))) {
        served.add(statement);
        continue;
      }
      if (unread != null) {
        because.put(key, unread);
      }
      empty.add(key);
      served.add(new ScriptStatement(statement.sql() + "\nWITH NO DATA", key, statement.loses()));
    }
    return served;
  }

  /** What a view reads, however far away, and nobody may read yet. */
  private @Nullable FactKey unread(FactKey view) {
    Deque<FactKey> open = new ArrayDeque<>(Set.of(view));
    Set<FactKey> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      for (FactKey needed : to.needsOf(open.remove())) {
        FactKey relation = relation(needed);
        if (!seen.add(relation) || relation.kind() == FactKind.TABLE) {
          continue;
        }
        if (empty.contains(relation)) {
          return relation;
        }
        open.add(relation);
      }
    }
    return null;
  }

  private FactKey relation(FactKey needed) {
    if (needed.kind() == FactKind.COLUMN) {
      for (FactKind kind : new FactKind[] {FactKind.VIEW, FactKind.MATERIALIZED_VIEW}) {
        Fact whole = to.find(FactKey.of(kind, needed.schema(), needed.of()));
        if (whole != null) {
          return whole.key();
        }
      }
    }
    return needed;
  }

  /** What the script leaves without rows, in words. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    because.forEach(
        (view, unread) ->
            remarks.add(
                view.words()
                    + " is made without rows, as it reads "
                    + unread.words()
                    + ", which has none yet: refresh both"));
    return remarks;
  }
}
