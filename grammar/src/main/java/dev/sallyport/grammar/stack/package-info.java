/**
 * Gives a module a small stack and guards its end. Start at {@link
 * dev.sallyport.grammar.stack.ShadowStack}.
 */
@NullMarked
package dev.sallyport.grammar.stack;

import org.jspecify.annotations.NullMarked;
