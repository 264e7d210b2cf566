/**
 * Understands what is asked of a database and decides what may happen. Text in, values out; no I/O.
 *
 * <p>Start at {@link dev.sallyport.policy.sql.SqlReader} (text to statements with effects) and
 * {@link dev.sallyport.policy.rules.PolicySet} (a request to a decision). Nothing here may open a
 * file, a socket or a database.
 */
@NullMarked
package dev.sallyport.policy;

import org.jspecify.annotations.NullMarked;
