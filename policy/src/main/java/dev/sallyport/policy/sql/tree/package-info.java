/**
 * Walks PostgreSQL's parse tree and says what each statement would do. Start at {@link
 * dev.sallyport.policy.sql.tree.TreeReader}; the visitors are tables in {@link
 * dev.sallyport.policy.sql.tree.Visitors}, one class per family of statements.
 *
 * <p>The walk is an allow-list. A visitor takes the fields it was taught from a {@link
 * dev.sallyport.policy.sql.tree.Node}; a node no visitor claimed, or a field none took, makes the
 * statement's effects {@code unknown}. So a node or field of a later PostgreSQL fails closed.
 */
@NullMarked
package dev.sallyport.policy.sql.tree;

import org.jspecify.annotations.NullMarked;
