/**
 * The one road from a request to a database: plan, analysis, decision, audit, then execution, a
 * ticket or a refusal.
 *
 * <p>Only this room opens a {@code RequestSession}.
 */
@NullMarked
package dev.sallyport.server.gateway;

import org.jspecify.annotations.NullMarked;
