/**
 * What a shell command line would do: which operations it asks for, which SQL it would send, which
 * files it would touch. Start at {@link dev.sallyport.policy.command.CommandReader}.
 *
 * <p>Text in, values out: nothing is run, no file is opened. A second line of defence: whoever can
 * write programs can write one that this does not understand.
 */
@NullMarked
package dev.sallyport.policy.command;

import org.jspecify.annotations.NullMarked;
