package dev.sallyport.server.catalog;

import dev.sallyport.policy.sql.ObjectName;
import java.util.Set;

/**
 * Something that using a relation sets in motion.
 *
 * @param from the relation that is used
 * @param to the neighbour's number, where it is a relation
 * @param kind of a relation as {@code pg_class} has it; a blank for all others
 * @param detail a foreign key's action, a trigger's events, a rule's event, a cast's context
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
    /** A relation that a row-level policy looks into. */
    CONSULTED,
    /** The table itself, where its key decides to which partition a row goes. */
    ROUTED,
    /** A table whose foreign key acts when rows here are deleted. */
    ON_DELETE,
    /** A table whose foreign key acts when keys here change. */
    ON_UPDATE,
    /** A table with any foreign key to here. */
    REFERENCING,
    /** A trigger's function, or one of its condition. */
    TRIGGER,
    RULE,
    /** The view itself, where its query locks the rows it reads. */
    LOCKING,
    /** A type of a column or a cast; becomes the functions of it. */
    TYPE,
    /** A function of a cast that PostgreSQL puts in where types differ. */
    CAST,
    /** A function that reading runs: of a view, of a row-level policy. */
    FUNCTION_OF_READING,
    /** A function of a materialized view's query. */
    FUNCTION_OF_REFRESHING,
    /** A function that writing runs: of a default, a check, an index, a domain. */
    FUNCTION_OF_WRITING
  }
}
