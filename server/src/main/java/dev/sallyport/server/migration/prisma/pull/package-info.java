/**
 * A database written as schema.prisma, the way {@code db pull} does it. Start at {@link
 * dev.sallyport.server.migration.prisma.pull.SchemaPull}.
 *
 * <p>What an existing schema says of what is still so keeps its words, its order and its comments.
 * What a Prisma schema has no words for is named, never passed over.
 */
@NullMarked
package dev.sallyport.server.migration.prisma.pull;

import org.jspecify.annotations.NullMarked;
