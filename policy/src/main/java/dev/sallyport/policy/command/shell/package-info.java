/**
 * A shell command line as a tree, by the grammar of POSIX {@code sh} and the parts of bash and zsh
 * that people type. Start at {@link dev.sallyport.policy.command.shell.ShellParser}.
 *
 * <p>Reading only: nothing is expanded here, and nothing ever runs.
 */
@NullMarked
package dev.sallyport.policy.command.shell;

import org.jspecify.annotations.NullMarked;
