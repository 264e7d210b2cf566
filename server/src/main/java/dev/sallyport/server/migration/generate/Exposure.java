package dev.sallyport.server.migration.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a process list shows of this process: a child of the same user reads {@code
 * /proc/PPID/environ} and {@code cmdline}. The launcher keeps both free of credentials.
 */
final class Exposure {
  private static final List<String> CREDENTIALS =
      List.of(
          "DATABASE_URL",
          "DIRECT_URL",
          "SALLYPORT_READER_URL",
          "SHADOW_DATABASE_URL",
          "SALLYPORT_STORE",
          "SALLYPORT_AGENT_TOKEN",
          "PGPASSWORD",
          "POSTGRES_PASSWORD");

  private static final Pattern WITH_PASSWORD = Pattern.compile("://[^/@\\s]*:[^/@\\s]+@");

  private Exposure() {}

  /** This process's arguments; Java hides them where they are long, so the system is asked. */
  static List<String> ownArguments() {
    try {
      String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
      return List.of(line.split("\0", -1));
    } catch (IOException e) {
      ProcessHandle.Info info = ProcessHandle.current().info();
      return info.arguments()
          .map(List::of)
          .or(() -> info.commandLine().map(List::of))
          .orElse(List.of());
    }
  }

  /** The first credential that is there to be read, by where it stands; empty where none is. */
  static Optional<String> of(Map<String, String> environment, List<String> arguments) {
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      boolean known = CREDENTIALS.contains(variable.getKey()) && !variable.getValue().isBlank();
      if (known || WITH_PASSWORD.matcher(variable.getValue()).find()) {
        return Optional.of("`" + variable.getKey() + "` in its environment");
      }
    }
    boolean shown =
        arguments.stream()
            .anyMatch(a -> WITH_PASSWORD.matcher(a).find() || a.contains("password="));
    return shown ? Optional.of("a connection string among its arguments") : Optional.empty();
  }
}
