/**
 * The hash-chained log of every request, decision, approval and execution.
 *
 * <p>Rows are appended in the transaction of the transition that they record, or by the one thread
 * of {@link dev.sallyport.server.audit.AuditWriter}, many in one transaction.
 */
@NullMarked
package dev.sallyport.server.audit;

import org.jspecify.annotations.NullMarked;
