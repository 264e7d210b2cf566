/**
 * The one file or database that tickets and the audit chain share, so that a transition and its
 * audit row are one transaction. Start at {@link dev.sallyport.server.store.Store}.
 *
 * <p>Knows nothing of what is kept in it. One writer at a time, over all processes.
 */
@NullMarked
package dev.sallyport.server.store;

import org.jspecify.annotations.NullMarked;
