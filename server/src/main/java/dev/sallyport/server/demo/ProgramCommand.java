package dev.sallyport.server.demo;

import dev.sallyport.server.Main;
import dev.sallyport.server.SallyportException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start this very program a second time: through its launcher where there is one, else with
 * this JVM's own Java, options and class path.
 */
final class ProgramCommand {
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "XDG_CACHE_HOME", "JAVA_HOME", "TMPDIR", "LANG", "LC_ALL", "USER");

  private ProgramCommand() {}

  /** The program with these arguments. */
  static List<String> with(String... arguments) {
    List<String> command = new ArrayList<>();
    String launcher = System.getProperty("sallyport.launcher", "");
    if (!launcher.isEmpty() && Files.isExecutable(Path.of(launcher))) {
      command.add(launcher);
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(ProgramCommand::isAnybodys)
          .forEach(command::add);
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(Main.class.getName());
    }
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Options that a second JVM may have as well: no agents, no descriptors, no archives to write.
   */
  private static boolean isAnybodys(String option) {
    return option.startsWith("-X") && !option.startsWith("-XX:ArchiveClassesAtExit")
        || option.startsWith("--enable-native-access");
  }

  /** The environment of a second program: what it needs to start, and {@code own}. */
  static Map<String, String> environment(Map<String, String> own) {
    Map<String, String> environment = new HashMap<>();
    for (String name : INHERITED) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.putAll(own);
    return environment;
  }

  /** Runs a command to its end and hands back what it printed. */
  static String output(Map<String, String> own, String... arguments) {
    try {
      ProcessBuilder builder = new ProcessBuilder(with(arguments));
      builder.environment().clear();
      builder.environment().putAll(environment(own));
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw unable(String.join(" ", arguments));
      }
      return output;
    } catch (IOException e) {
      throw unable(String.join(" ", arguments));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unable(String.join(" ", arguments));
    }
  }

  private static SallyportException unable(String command) {
    return SallyportException.environment(
        "the demo's `sallyport " + command + "` failed",
        "run `sallyport doctor`, and report this if it is healthy");
  }
}
