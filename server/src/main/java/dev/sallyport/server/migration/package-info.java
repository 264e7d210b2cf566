/**
 * What a project's migrations say and what the database says of them: history, Prisma, lint, drift,
 * proposals.
 *
 * <p>Files of the project are hostile input; no code of the project runs here.
 */
@NullMarked
package dev.sallyport.server.migration;

import org.jspecify.annotations.NullMarked;
