/**
 * What the statements of a script define and change, in more detail than effects: commands of ALTER
 * TABLE, kinds of constraints, types, defaults, transaction control, each with its place. Start at
 * {@link dev.sallyport.policy.sql.definition.DefinitionReader}.
 *
 * <p>For judging migrations, never for deciding whether a text may run: what nobody was taught is
 * {@link dev.sallyport.policy.sql.definition.Definition.Other}.
 */
@NullMarked
package dev.sallyport.policy.sql.definition;

import org.jspecify.annotations.NullMarked;
