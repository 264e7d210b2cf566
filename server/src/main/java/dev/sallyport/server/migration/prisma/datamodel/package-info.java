/**
 * The database that schema.prisma describes, in PostgreSQL's words. Start at {@link
 * DatamodelReader}; {@link CreateScript} writes it as SQL, the way Prisma's own engine does.
 *
 * <p>Attributes, types and functions are read by allow-list: one that is not known here is refused,
 * so that a newer Prisma can't make a comparison silently wrong.
 */
@NullMarked
package dev.sallyport.server.migration.prisma.datamodel;

import org.jspecify.annotations.NullMarked;
