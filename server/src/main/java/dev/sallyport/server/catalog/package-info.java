/**
 * The one reader of facts about a database, over {@code pg_catalog}: what names resolve to, what a
 * statement implies, what an object looks like.
 *
 * <p>Runs nothing but constant SQL through a {@code CatalogSession}.
 */
@NullMarked
package dev.sallyport.server.catalog;

import org.jspecify.annotations.NullMarked;
