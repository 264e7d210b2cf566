/**
 * Throw-away databases to replay migrations on. Hostile ground: what runs here passed the SQL
 * reader and has no powers.
 */
@NullMarked
package dev.sallyport.server.shadow;

import org.jspecify.annotations.NullMarked;
