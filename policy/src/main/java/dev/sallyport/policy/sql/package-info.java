/**
 * Turns SQL text into {@link dev.sallyport.policy.sql.Statement}s. Start at {@link
 * dev.sallyport.policy.sql.SqlReader}.
 *
 * <p>Two readers look at every text: JSqlParser and PostgreSQL's own grammar. Parser types stop
 * here. What is not fully understood has the effect {@code unknown}, never a guess.
 */
@NullMarked
package dev.sallyport.policy.sql;

import org.jspecify.annotations.NullMarked;
