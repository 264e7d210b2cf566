/**
 * What {@code init} writes into a project, and takes out again. Start at {@link
 * dev.sallyport.server.guard.setup.Setup}.
 *
 * <p>What was there stays, to the byte; every piece of ours can be told from it. Links are not
 * followed, and nothing outside of the project is written.
 */
@NullMarked
package dev.sallyport.server.guard.setup;

import org.jspecify.annotations.NullMarked;
