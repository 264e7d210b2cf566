/**
 * The hash-chained log of every request, decision, approval and execution.
 *
 * <p>Rows are appended in the transaction of the transition that they record.
 */
@NullMarked
package dev.sallyport.server.audit;

import org.jspecify.annotations.NullMarked;
