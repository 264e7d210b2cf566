/**
 * The word to stop: one {@link dev.sallyport.server.cancellation.Cancellation} a request, passed
 * from the face that hears it to the session that obeys. What runs the request's own text is handed
 * it; our own questions and the scripts of a shadow find it on their thread, where the gate put it.
 *
 * <p>A room of its own because faces may not see {@code database}, and {@code database} may not see
 * faces.
 */
@NullMarked
package dev.sallyport.server.cancellation;

import org.jspecify.annotations.NullMarked;
