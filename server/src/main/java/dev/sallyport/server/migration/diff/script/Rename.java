package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;

/**
 * A table or column that is one and the same in both databases, under another name: somebody said
 * so. It keeps its rows.
 *
 * @param from as it is called in the first database
 * @param to as it is called in the second
 */
public record Rename(FactKey from, FactKey to) {

  /** Whether an object can be renamed so. */
  static boolean isPossible(Fact fact) {
    return fact.kind() == FactKind.TABLE
        || fact.kind() == FactKind.FOREIGN_TABLE
        || fact.kind() == FactKind.COLUMN && !fact.is("view");
  }

  /** As an option takes it: {@code public.users.mail=public.users.email}. */
  public static String text(FactKey from, FactKey to) {
    return written(from) + "=" + written(to);
  }

  private static String written(FactKey key) {
    return key.kind() == FactKind.COLUMN
        ? Sql.owner(key) + "." + Sql.name(key.name())
        : Sql.qualified(key);
  }

  @Override
  public String toString() {
    return text(from, to);
  }
}
