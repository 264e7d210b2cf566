package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.FactKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some statements about one object, and what must have happened before. */
final class Action {
  /** In the order in which they are preferred where nothing else decides. */
  enum Step {
    /** Lets go of what is about to be dropped: a default, an ownership, a partition. */
    RELEASE,
    DROP,
    CREATE,
    ALTER,
    /** Brings rows home into a table that is made anew. */
    COPY,
    /** Ties what exists together: partitions, owned sequences, replica identities. */
    TIE,
    /** Says who may do what, for objects made later. */
    LAST
  }

  final Step step;
  final FactKey key;
  final List<ScriptStatement> statements = new ArrayList<>();
  final Set<Action> after = new LinkedHashSet<>();

  Action(Step step, FactKey key) {
    this.step = step;
    this.key = key;
  }

  /** The one comes after the other, where there are both. */
  static void wait(@Nullable Action action, @Nullable Action forIt) {
    if (action != null && forIt != null && action != forIt) {
      action.after.add(forIt);
    }
  }

  void add(String sql) {
    statements.add(ScriptStatement.of(key, sql));
  }

  void addAll(List<String> sql) {
    sql.forEach(this::add);
  }

  void addLosing(String sql, @Nullable String loses) {
    statements.add(new ScriptStatement(sql, key, loses));
  }

  @Override
  public String toString() {
    return step + " " + key;
  }
}
