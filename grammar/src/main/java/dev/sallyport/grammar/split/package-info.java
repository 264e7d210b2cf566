/**
 * Cuts giant functions of a module into many of a size that a JVM compiles. Start at {@link
 * dev.sallyport.grammar.split.Splitter}.
 *
 * <p>HotSpot never compiles a method of more than 8,000 bytes, and no class file holds one of more
 * than 65,535. A generated parser has functions far beyond both. Cutting changes no result: what a
 * cut-out part reads comes in as parameters, what it writes goes back through globals that nothing
 * else uses and that are read at once, and each way out of it has a number that the caller acts on.
 */
@NullMarked
package dev.sallyport.grammar.split;

import org.jspecify.annotations.NullMarked;
