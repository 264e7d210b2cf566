package dev.sallyport.server.migration.diff.script;

import dev.sallyport.server.catalog.facts.Fact;
import dev.sallyport.server.catalog.facts.FactKey;
import dev.sallyport.server.catalog.facts.FactKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which tables are where they were, and which are on their own for a while. */
final class Standing {
  private final Schema before;
  private final Schema after;
  private final Fates fates;

  Standing(Schema before, Schema after, Fates fates) {
    this.before = before;
    this.after = after;
    this.fates = fates;
  }

  /** Whether a column or check of a part comes or goes while the part is on its own. */
  boolean isOnItsOwn(Fact fact) {
    boolean own =
        fact.kind() == FactKind.COLUMN
            || fact.kind() == FactKind.CONSTRAINT && fact.textOf("type").equals("CHECK");
    FactKey table = own && fact.is("inherited") ? after.whole(fact) : null;
    return table != null
        && before.find(table) != null
        && after.find(table) != null
        && fates.of(table) != Fate.MADE_AGAIN
        && !stays(fact);
  }

  /** Whether a table stays, and is no part or heir of what it was one of, for a while at least. */
  boolean hasLeft(FactKey table) {
    Fact was = before.find(table);
    return was != null
        && after.find(table) != null
        && !was.texts("parents").isEmpty()
        && !staysInPlace(table);
  }

  /** Whether a column's table stays where it is: what is on its own for a while changes itself. */
  boolean stays(Fact column) {
    return staysInPlace(after.whole(column));
  }

  private boolean staysInPlace(@Nullable FactKey table) {
    Fact was = table == null ? null : before.find(table);
    Fact is = table == null ? null : after.find(table);
    return was != null
        && is != null
        && was.texts("parents").equals(is.texts("parents"))
        && Objects.equals(was.text("bound"), is.text("bound"))
        && before.parents(was).stream().noneMatch(fates.rebuilds()::contains);
  }
}
