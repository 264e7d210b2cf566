package dev.sallyport.policy.command.walk;

import dev.sallyport.policy.command.Act;
import dev.sallyport.policy.command.shell.Node;
import dev.sallyport.policy.command.shell.Word;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a script would show a variable that holds credentials. */
public final class Printed {
  /** What a listing of the environment is taken for: nobody knows it, but these may be there. */
  public static final String ENVIRONMENT =
      Marks.ANYTHING + "\nDATABASE_URL=" + Marks.ANYTHING + "\nPGPASSWORD=" + Marks.ANYTHING;

  /** Names of such variables, for an expression. */
  public static final String NAMES =
      "(?:\\w*DATABASE_URL|DIRECT_URL|\\w*POSTGRES\\w*_URL|\\w*POSTGRES_PASSWORD|PGPASSWORD"
          + "|SALLYPORT_(?:READER_URL|STORE|AGENT_TOKEN))";

  private static final Pattern NAME = Pattern.compile(NAMES);
  private static final Set<String> PRINTING = Set.of("echo", "printf", "print");
  private static final Set<String> SHOWING = Set.of("", "-", ":-", "?", ":?", "@Q");

  private Printed() {}

  /** Whether a variable of that name is taken for a secret. */
  public static boolean isSecret(String name) {
    return NAME.matcher(name).matches();
  }

  /** What is to be said of showing it. */
  public static Act act(String name) {
    return new Act.Bypass(
        "`" + name + "` holds credentials, which would be shown",
        "the agent needs none: Sallyport's `query` and `execute` have the connection");
  }

  /** Looks at the words of a command before they are expanded. */
  static void check(Node.Simple simple, Walk walk, Scope scope) {
    boolean prints =
        !simple.words().isEmpty()
            && simple.words().get(0).bare().filter(PRINTING::contains).isPresent();
    if (prints) {
      simple.words().stream()
          .flatMap(word -> word.parts().stream())
          .filter(Word.Parameter.class::isInstance)
          .map(Word.Parameter.class::cast)
          .filter(part -> isSecret(part.name()) && SHOWING.contains(part.operator()))
          .filter(part -> scope.values(part.name()) == null)
          .forEach(part -> walk.report(act(part.name())));
    }
  }
}
