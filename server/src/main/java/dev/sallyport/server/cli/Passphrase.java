package dev.sallyport.server.cli;

import dev.sallyport.server.SallyportException;
import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A human at a terminal. A passphrase or a yes comes from nowhere else: no pipe, no option, no
 * variable of the environment.
 */
final class Passphrase {
  private final Console console;

  private Passphrase(Console console) {
    this.console = console;
  }

  /**
   * The terminal of this process.
   *
   * @throws SallyportException where there is none
   */
  static Passphrase terminal() {
    Console console = System.console();
    if (console == null || !isTerminal(console)) {
      throw SallyportException.environment(
          "this needs a human at a terminal: a passphrase is typed, never piped or passed",
          "run it in a terminal of your own");
    }
    return new Passphrase(console);
  }

  /** From Java 22 on there is a console without a terminal; it then has a method that says so. */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /** Asks for the passphrase of an existing key; the caller has it wiped. */
  char[] ask(String whose) {
    return required(console.readPassword("passphrase of %s: ", whose));
  }

  /** Asks for a new passphrase, twice. */
  char[] choose(String whose) {
    char[] first = required(console.readPassword("new passphrase for %s: ", whose));
    char[] second = required(console.readPassword("once more: "));
    try {
      if (!Arrays.equals(first, second)) {
        Arrays.fill(first, '\0');
        throw SallyportException.usage("the two passphrases differ", "try again");
      }
      return first;
    } finally {
      Arrays.fill(second, '\0');
    }
  }

  /** Asks for a word and tells whether it was typed. */
  boolean confirms(String question, String word) {
    String answer = console.readLine("%s ", question);
    return answer != null && answer.strip().equals(word);
  }

  /** Asks for a line of text. */
  String line(String question) {
    String answer = console.readLine("%s ", question);
    return answer == null ? "" : answer.strip();
  }

  private static char[] required(char @Nullable [] typed) {
    if (typed == null) {
      throw SallyportException.usage("nothing was typed", "try again");
    }
    return typed;
  }
}
