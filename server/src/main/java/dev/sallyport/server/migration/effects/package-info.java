/**
 * Whether what a migration file does can be seen in the database. Start at {@link
 * dev.sallyport.server.migration.effects.EffectProbe}.
 */
@NullMarked
package dev.sallyport.server.migration.effects;

import org.jspecify.annotations.NullMarked;
