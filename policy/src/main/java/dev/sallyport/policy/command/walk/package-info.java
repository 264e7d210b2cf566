/**
 * Follows a script as a shell would run it, as far as that can be told without running anything.
 * Start at {@link dev.sallyport.policy.command.walk.Walk}.
 *
 * <p>What can't be told is a mark in a value, never a guess. Every branch is followed, every loop
 * over words that are known; bounds end what would not end, and say so.
 */
@NullMarked
package dev.sallyport.policy.command.walk;

import org.jspecify.annotations.NullMarked;
