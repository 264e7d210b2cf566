/**
 * The human's face: one class per command. The only room that may write to standard output.
 *
 * <p>Commands ask the gateway and the approval desk; they decide nothing themselves.
 */
@NullMarked
package dev.sallyport.server.cli;

import org.jspecify.annotations.NullMarked;
