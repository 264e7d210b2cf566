/**
 * The other doors: an agent's shell and editor, the commit, the pipeline.
 *
 * <p>A second line; the gate stays the database's credentials and the proxy.
 */
@NullMarked
package dev.sallyport.server.guard;

import org.jspecify.annotations.NullMarked;
