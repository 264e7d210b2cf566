package dev.sallyport.policy.command.walk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One program that would be started.
 *
 * @param program its name in lower case, without folder and without {@code .exe} and the like
 * @param path as it was written
 * @param arguments expanded; unknown parts and patterns are {@link Marks}
 * @param environment what is set for it alone
 * @param input what it would read on standard input; null where nobody writes there
 */
public record Invocation(
    String program,
    String path,
    List<String> arguments,
    Map<String, String> environment,
    @Nullable String input) {
  public Invocation {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** The command as it reads after expansion, cut to one line. */
  public String line() {
    String line = Marks.shown((path + " " + String.join(" ", arguments)).strip());
    String one = line.replaceAll("\\s+", " ").replace('`', '\'');
    return one.length() > 100 ? one.substring(0, 99) + "…" : one;
  }

  /** What it would read, empty where nobody writes. */
  public String inputText() {
    String text = input;
    return text == null ? "" : text;
  }
}
