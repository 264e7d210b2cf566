/**
 * Policies on trial: test cases with what is given, when, then; and recorded requests decided again
 * under another policy. Start at {@link dev.sallyport.policy.rules.trial.PolicyTest}.
 */
@NullMarked
package dev.sallyport.policy.rules.trial;

import org.jspecify.annotations.NullMarked;
