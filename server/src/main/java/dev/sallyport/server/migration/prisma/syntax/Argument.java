package dev.sallyport.server.migration.prisma.syntax;

import org.jspecify.annotations.Nullable;

/**
 * One argument of an attribute or a call.
 *
 * @param name null where it is given by position
 */
public record Argument(@Nullable String name, Expression value) {}
