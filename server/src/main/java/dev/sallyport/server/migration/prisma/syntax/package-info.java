/**
 * The text of schema.prisma as a tree: blocks, members, attributes. Start at {@link SchemaSyntax}.
 *
 * <p>Knows the language's form and nothing of its meaning. What it can't read is refused with the
 * file and the line, never skipped.
 */
@NullMarked
package dev.sallyport.server.migration.prisma.syntax;

import org.jspecify.annotations.NullMarked;
