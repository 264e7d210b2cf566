/**
 * Makes JVM classes of PostgreSQL's own parser while the project is built. Start at {@link
 * dev.sallyport.grammar.GrammarBuild}.
 *
 * <p>The parser comes as WebAssembly from a pinned npm package. Nothing of this module is part of
 * what users run: only the classes that it writes are.
 */
@NullMarked
package dev.sallyport.grammar;

import org.jspecify.annotations.NullMarked;
