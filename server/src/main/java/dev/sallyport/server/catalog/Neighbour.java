package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import java.util.Set;

/**
 * Something that using a relation sets in motion.
 *
 * @param from the relation that is used
 * @param to the neighbour's number, where it is a relation
 * @param kind of a relation as {@code pg_class} has it; a blank for all others
 * @param detail a foreign key's action, a trigger's events, a rule's event
 * @param columns the columns of {@code from} that matter
 * @param extension the extension that a function belongs to; empty where to none
 */
record Neighbour(
    long from,
    Link link,
    long to,
    ObjectName name,
    char kind,
    String detail,
    Set<String> columns,
    String extension) {
  /** How the neighbour hangs on the relation. */
  enum Link {
    /** A partition or inheriting table. */
    CHILD,
    /** A relation below a view. */
    BELOW,
    /** A table whose foreign key acts when rows here are deleted. */
    ON_DELETE,
    /** A table whose foreign key acts when keys here change. */
    ON_UPDATE,
    /** A table with any foreign key to here. */
    REFERENCING,
    TRIGGER,
    RULE,
    /** A function that reading runs: of a view, of a row-level policy. */
    FUNCTION_OF_READING,
    /** A function that writing runs: of a default, a check, an index. */
    FUNCTION_OF_WRITING
  }
}
