/**
 * Says what would be so in a schema once a script had run: which objects are there and how they
 * look, which are gone. Start at {@link dev.sallyport.policy.sql.schema.SchemaReader}.
 *
 * <p>For comparing a file with a database, never for deciding whether a text may run: what this
 * reader does not know it lists and passes over.
 */
@NullMarked
package dev.sallyport.policy.sql.schema;

import org.jspecify.annotations.NullMarked;
