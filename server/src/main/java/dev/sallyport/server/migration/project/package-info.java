/**
 * Where a project keeps its schema and its migrations, read as what it is: files an agent can
 * write. Start at {@link dev.sallyport.server.migration.project.PrismaProject}.
 *
 * <p>No link is followed, nothing huge is loaded, no code of the project runs: {@code
 * prisma.config.ts} is read as text.
 */
@NullMarked
package dev.sallyport.server.migration.project;

import org.jspecify.annotations.NullMarked;
