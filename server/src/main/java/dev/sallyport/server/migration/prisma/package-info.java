/**
 * Prisma's own reader of schemas, as WebAssembly inside the JVM. Start at {@link
 * dev.sallyport.server.migration.prisma.SchemaValidation}.
 *
 * <p>The module is taken from the project where it has one, and is then as hostile as anything else
 * there: it gets memory and time up to a bound, and four functions that hand it nothing.
 */
@NullMarked
package dev.sallyport.server.migration.prisma;

import org.jspecify.annotations.NullMarked;
