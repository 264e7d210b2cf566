package dev.sallyport.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables and arguments this process was started with, credentials included.
 *
 * <p>The launcher takes credentials out of the environment and the command line, where every child
 * and every process list would show them, and hands them over on a descriptor that can be read
 * once. Without the launcher there is no such descriptor, and the plain environment stands.
 */
public final class LaunchEnvironment {
  /** The system property by which the launcher names the descriptor. */
  private static final String DESCRIPTOR = "sallyport.handover";

  private static final String ARGUMENT = "argument.";

  private static @Nullable LaunchEnvironment ours;

  private final Map<String, String> variables = new HashMap<>();
  private final Map<Integer, String> arguments = new HashMap<>();

  /**
   * @param lines {@code NAME=value}, or {@code argument.N=value} for the Nth argument from 1
   */
  LaunchEnvironment(Map<String, String> plain, String lines) {
    variables.putAll(plain);
    lines.lines().filter(line -> line.indexOf('=') > 0).forEach(this::take);
  }

  /**
   * The environment of this process; it holds credentials.
   *
   * @throws SallyportException if what the launcher handed over cannot be read
   */
  public static Map<String, String> variables() {
    return Map.copyOf(ours().variables);
  }

  /**
   * The arguments of this process; they may hold credentials.
   *
   * @param given as the JVM has them
   * @throws SallyportException if what the launcher handed over cannot be read
   */
  public static String[] arguments(String[] given) {
    return ours().completed(List.of(given)).toArray(String[]::new);
  }

  /** The arguments with those that were handed over in their places. */
  List<String> completed(List<String> given) {
    List<String> completed = new ArrayList<>(given);
    arguments.forEach((number, value) -> completed.set(number - 1, value));
    return completed;
  }

  /** The variables with those that were handed over. */
  Map<String, String> completed() {
    return Map.copyOf(variables);
  }

  private void take(String line) {
    int equals = line.indexOf('=');
    String name = line.substring(0, equals);
    String value = line.substring(equals + 1);
    if (name.startsWith(ARGUMENT)) {
      arguments.put(Integer.valueOf(name.substring(ARGUMENT.length())), value);
    } else {
      variables.put(name, value);
    }
  }

  private static synchronized LaunchEnvironment ours() {
    LaunchEnvironment known = ours;
    if (known == null) {
      known = new LaunchEnvironment(System.getenv(), handedOver());
      ours = known;
    }
    return known;
  }

  private static String handedOver() {
    String descriptor = System.getProperty(DESCRIPTOR);
    if (descriptor == null) {
      return "";
    }
    try {
      Path handover = Path.of("/dev/fd", descriptor);
      String lines = Files.readString(handover, StandardCharsets.UTF_8);
      emptyNamelessFile(handover);
      return lines;
    } catch (IOException e) {
      throw SallyportException.environment(
          "the credentials on descriptor " + descriptor + " could not be read",
          "start the program with the `sallyport` launcher");
    }
  }

  /**
   * Some shells keep a here-document in a file without a name, which a child of the same user could
   * read again through {@code /proc}; a pipe is empty by now.
   */
  private static void emptyNamelessFile(Path handover) throws IOException {
    if (Files.isRegularFile(handover)
        && Integer.valueOf(0).equals(Files.getAttribute(handover, "unix:nlink"))) {
      Files.newByteChannel(handover, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
          .close();
    }
  }
}
