/**
 * What a commit or a branch changes, as Git tells it. Start at {@link
 * dev.sallyport.server.guard.change.Changes}.
 *
 * <p>The repository is the agent's: nothing its configuration names is run, and nothing outside of
 * Git's own objects is believed.
 */
@NullMarked
package dev.sallyport.server.guard.change;

import org.jspecify.annotations.NullMarked;
