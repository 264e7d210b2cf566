package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.FactKey;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a script.
 *
 * @param sql without the separator
 * @param about the object it makes, changes or drops
 * @param loses what it may lose, in words; null where it loses nothing
 */
public record ScriptStatement(String sql, FactKey about, @Nullable String loses) {

  static ScriptStatement of(FactKey about, String sql) {
    return new ScriptStatement(sql, about, null);
  }

  @Override
  public String toString() {
    return sql;
  }
}
