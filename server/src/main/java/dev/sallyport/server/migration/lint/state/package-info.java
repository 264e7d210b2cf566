/**
 * What is known of a schema while a history of migrations is read from its first file to its last:
 * tables and who made them, keys, checks, indexes, sizes, and the transaction a statement runs in.
 * Start at {@link dev.sallyport.server.migration.lint.state.SchemaState}.
 *
 * <p>Nothing here talks to a database; what one knows comes as {@link
 * dev.sallyport.server.migration.lint.state.LintFacts}.
 */
@NullMarked
package dev.sallyport.server.migration.lint.state;

import org.jspecify.annotations.NullMarked;
