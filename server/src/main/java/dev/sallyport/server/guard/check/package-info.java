/**
 * What the commit and the pipeline are told of a change. Start at {@link
 * dev.sallyport.server.guard.check.ProjectCheck}.
 */
@NullMarked
package dev.sallyport.server.guard.check;

import org.jspecify.annotations.NullMarked;
