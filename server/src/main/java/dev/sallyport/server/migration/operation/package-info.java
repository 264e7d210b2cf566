/**
 * Operations on migrations as plans: every step with all its bytes, decided and signed before
 * anything runs. Start at {@link dev.sallyport.server.migration.operation.Operations}.
 *
 * <p>Nothing here changes a database or a file: the gateway runs the plans.
 */
@NullMarked
package dev.sallyport.server.migration.operation;

import org.jspecify.annotations.NullMarked;
