package dev.sallyport.policy.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement as JSqlParser sees it.
 *
 * @param kind what it takes the statement for
 * @param effects what it sees the statement do; objects without columns
 * @param unaccounted the part the walk could not account for, one line; null where it accounted for
 *     all. A statement with such a part counts as read by one reader only, its effects still count
 */
record SecondStatement(StatementKind kind, List<Effect> effects, @Nullable String unaccounted) {
  SecondStatement {
    effects = List.copyOf(effects);
  }

  /** Whether PostgreSQL's grammar, which calls the statement {@code node}, sees the same kind. */
  boolean agreesWith(String node) {
    return kind.agreesWith(node);
  }
}
