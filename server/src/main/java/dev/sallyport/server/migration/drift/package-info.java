/**
 * What is where: migrations, schema.prisma and the live database compared on facts, and what their
 * differences mean. Start at {@link dev.sallyport.server.migration.drift.DriftCheck}.
 *
 * <p>Looks only. The text of migrations and schema is the agent's and runs on shadow databases
 * alone; what is found here carries names of objects, never rows or credentials.
 */
@NullMarked
package dev.sallyport.server.migration.drift;

import org.jspecify.annotations.NullMarked;
