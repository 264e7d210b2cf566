/**
 * Throw-away databases to replay migrations on: start at {@link
 * dev.sallyport.server.shadow.Shadow}. Hostile ground: what runs here passed the SQL reader and has
 * no powers.
 *
 * <p>Also the embedded servers of a home and of the demo. Nothing here reaches a target.
 */
@NullMarked
package dev.sallyport.server.shadow;

import org.jspecify.annotations.NullMarked;
