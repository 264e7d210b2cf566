/**
 * Turns {@code policies.yaml} into a {@link dev.sallyport.policy.rules.PolicySet}, and a request
 * into a {@link dev.sallyport.policy.rules.Decision}. Start at {@link
 * dev.sallyport.policy.rules.PolicySet}.
 *
 * <p>Whatever is unknown, absent or fails to evaluate is denied, with a reason that says which.
 */
@NullMarked
package dev.sallyport.policy.rules;

import org.jspecify.annotations.NullMarked;
