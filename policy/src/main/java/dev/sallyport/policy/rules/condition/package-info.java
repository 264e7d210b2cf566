/**
 * Conditions in CEL: compiled, type-checked, evaluated within bounds. Start at {@link
 * dev.sallyport.policy.rules.condition.CelExpression}.
 *
 * <p>The only room that touches CEL, whose classes cost a third of a second to load: nothing may
 * refer to it on the way of a policy without conditions.
 */
@NullMarked
package dev.sallyport.policy.rules.condition;

import org.jspecify.annotations.NullMarked;
