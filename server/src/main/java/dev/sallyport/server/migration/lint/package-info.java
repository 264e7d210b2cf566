/**
 * The linter: judges migrations before they run, knowing the history before them and, where it can
 * be reached, the database. Start at {@link dev.sallyport.server.migration.lint.Linter}; its rules
 * are in {@code rule}, what they know of a schema in {@code state}.
 *
 * <p>Files are hostile input: no text makes it throw, and nothing here runs any of it.
 */
@NullMarked
package dev.sallyport.server.migration.lint;

import org.jspecify.annotations.NullMarked;
