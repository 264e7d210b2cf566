/**
 * The history of a database: what the project's migration files say, what {@code
 * _prisma_migrations} says, and what that makes of each migration. Start at {@link
 * dev.sallyport.server.migration.history.History}.
 */
@NullMarked
package dev.sallyport.server.migration.history;

import org.jspecify.annotations.NullMarked;
