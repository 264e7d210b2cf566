/**
 * PostgreSQL's own grammar inside the JVM. Start at {@link
 * dev.sallyport.policy.sql.grammar.PostgresGrammar}.
 *
 * <p>The code is PostgreSQL's (libpg_query), compiled to WebAssembly by its publishers and from
 * there to the {@code PgQuery…} classes of this package while Sallyport is built. What a text means
 * is decided by the walk over the tree, in the room above: this one knows no effects.
 */
@NullMarked
package dev.sallyport.policy.sql.grammar;

import org.jspecify.annotations.NullMarked;
