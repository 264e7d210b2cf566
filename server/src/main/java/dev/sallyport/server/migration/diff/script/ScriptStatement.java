package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
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

  /** What it does to a whole table beyond what it is for, in words; null where it does nothing. */
  public @Nullable String rewrites() {
    return about.kind() == FactKind.TABLE && sql.startsWith("INSERT INTO ")
        ? "copies every row of " + about.words() + ", which nobody else can use meanwhile"
        : null;
  }

  /** Whether it is there to fail where a value would be lost behind it. */
  public boolean isGuard() {
    return sql.contains(Computed.COMPARISON);
  }

  @Override
  public String toString() {
    return sql;
  }
}
