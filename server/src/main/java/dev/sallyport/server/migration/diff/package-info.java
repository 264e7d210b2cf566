/**
 * What differs between two databases, from their facts: in words, as RFC 6902 JSON Patch, and as an
 * SQL script that was proven on a shadow. Start at {@link
 * dev.sallyport.server.migration.diff.SchemaDiff}.
 *
 * <p>A script is never trusted: it is applied to a copy, the copy is read again and compared. What
 * does not converge is refused with what is left.
 */
@NullMarked
package dev.sallyport.server.migration.diff;

import org.jspecify.annotations.NullMarked;
