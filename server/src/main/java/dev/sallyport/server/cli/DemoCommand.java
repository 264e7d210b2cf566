package dev.sallyport.server.cli;

import dev.sallyport.server.demo.Audience;
import dev.sallyport.server.demo.Demo;
import java.io.Console;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The demo. It takes no options of the program: nothing it does may touch a database, home or trust
 * root of the user's.
 */
@Command(
    name = "demo",
    description = "play the booking incident on a PostgreSQL that is thrown away afterwards")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Option(names = "--no-color", description = "no colour (also NO_COLOR)")
  boolean noColor;

  @Override
  public Integer call() {
    @Nullable Console console = isTerminal(System.console()) ? System.console() : null;
    boolean colour = console != null && !noColor && System.getenv("NO_COLOR") == null;
    Audience audience = console == null ? Audience.NOBODY : ask -> asked(console, ask);
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    return new Demo(System.out, colour, audience, parent).play().number();
  }

  /** From Java 22 on there is a console even where standard input is a pipe; it can tell. */
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static Audience.Answer asked(Console console, Consumer<String> ask) {
    ask.accept("You are the approver. Approve it? [y/N]");
    String answer = console.readLine();
    if (answer == null) {
      return Audience.Answer.NO;
    }
    return answer.strip().toLowerCase(Locale.ROOT).startsWith("y")
        ? Audience.Answer.YES
        : Audience.Answer.NO;
  }
}
