/**
 * Sessions to PostgreSQL: {@code RequestSession} carries checked text, {@code CatalogSession} runs
 * constant SQL of ours, read-only.
 *
 * <p>Drivers and pools stay here. Credentials never leave: not in messages, logs or exceptions.
 */
@NullMarked
package dev.sallyport.server.database;

import org.jspecify.annotations.NullMarked;
