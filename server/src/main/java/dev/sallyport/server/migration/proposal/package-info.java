/**
 * Proposals: SQL, or a change of {@code schema.prisma}, becomes a migration that was read, split,
 * made repeatable where it is applied by hand, and tried on a shadow of the live database. Start at
 * {@link dev.sallyport.server.migration.proposal.ProposalPlanner}.
 *
 * <p>Nothing here writes a file or changes a database: the gateway does, when the ticket is run.
 */
@NullMarked
package dev.sallyport.server.migration.proposal;

import org.jspecify.annotations.NullMarked;
