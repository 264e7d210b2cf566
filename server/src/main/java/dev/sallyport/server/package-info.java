/**
 * The program: reads its configuration, wires the rooms together and hands over to a face.
 *
 * <p>Start at {@link dev.sallyport.server.Main}.
 */
@NullMarked
package dev.sallyport.server;

import org.jspecify.annotations.NullMarked;
