package dev.sallyport.policy.sql.jsqlparser;

import dev.sallyport.policy.sql.ObjectName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/** The names that WITH gave to queries, as seen from one place of a statement. */
final class Scope {
  static final Scope EMPTY = new Scope(Set.of());

  private final Set<String> names;

  private Scope(Set<String> names) {
    this.names = names;
  }

  /** Whether the relation of that name is a query of a WITH. */
  boolean isCte(ObjectName relation) {
    return relation.schema() == null && names.contains(relation.name());
  }

  /** This scope inside of {@code node}, which may have a WITH. */
  Scope plus(Object node) {
    List<WithItem<?>> items = itemsOf(node);
    if (items == null || items.isEmpty()) {
      return this;
    }
    Set<String> all = new HashSet<>(names);
    items.forEach(item -> all.add(Names.decode(item.getAliasName())));
    return new Scope(all);
  }

  private static @Nullable List<WithItem<?>> itemsOf(Object node) {
    if (node instanceof Select select) {
      return select.getWithItemsList();
    } else if (node instanceof Insert insert) {
      return insert.getWithItemsList();
    } else if (node instanceof Update update) {
      return update.getWithItemsList();
    } else if (node instanceof Delete delete) {
      return delete.getWithItemsList();
    } else if (node instanceof Merge merge) {
      return merge.getWithItemsList();
    }
    return null;
  }
}
