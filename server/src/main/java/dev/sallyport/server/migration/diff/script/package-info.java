/**
 * Turns facts into SQL: {@link dev.sallyport.server.migration.diff.script.ScriptWriter} says which
 * objects are made, changed, dropped or made again, and in which order.
 *
 * <p>Definitions come from PostgreSQL's own printing. Nothing here has been proven: that is the
 * caller's part.
 */
@NullMarked
package dev.sallyport.server.migration.diff.script;

import org.jspecify.annotations.NullMarked;
