package dev.sallyport.policy.command.walk;

/** What is known of a program: what it does when it is started, and what it writes. */
@FunctionalInterface
public interface Program {
  /**
   * Tells the shell what the program would do.
   *
   * @return what it would write on standard output; {@link Marks#ANYTHING} where that can't be told
   */
  String start(Invocation invocation, Shell shell);
}
