/**
 * What is known of programs. A new one is a class or a row of a table, and a line in {@link
 * dev.sallyport.policy.command.program.Registry}.
 */
@NullMarked
package dev.sallyport.policy.command.program;

import org.jspecify.annotations.NullMarked;
