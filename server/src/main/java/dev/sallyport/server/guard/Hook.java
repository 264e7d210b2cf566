package dev.sallyport.server.guard;

import dev.sallyport.policy.command.CommandReader;
import dev.sallyport.policy.command.Valuables;
import dev.sallyport.server.Configuration;
import dev.sallyport.server.Once;
import dev.sallyport.server.approval.TrustRoot;
import dev.sallyport.server.gateway.PolicyKeeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers a hook. Never throws: what can't be read or fails is a question for a person, because an
 * agent that could not work at all would soon work without the hook.
 */
public final class Hook {
  private static final int LARGEST = 16 << 20;

  private final Map<String, String> variables;
  private final Path start;

  /**
   * A hook in a process of its own.
   *
   * @param variables the environment
   * @param start where the process runs
   */
  public Hook(Map<String, String> variables, Path start) {
    this.variables = variables;
    this.start = start;
  }

  /** The most bytes a request may have. */
  public static int largest() {
    return LARGEST;
  }

  /** What is said to the request. */
  public GuardVerdict verdict(byte[] json) {
    if (json.length > LARGEST) {
      return GuardVerdict.ask("the hook's input is longer than 16 MiB", "send smaller calls");
    }
    try {
      HookRequest request = HookRequest.read(json);
      return request.isBefore() ? verdict(request.call(start)) : GuardVerdict.NOTHING;
    } catch (UnreadableRequestException e) {
      return GuardVerdict.ask(String.valueOf(e.getMessage()), "look at what the hook was sent");
    } catch (RuntimeException | StackOverflowError e) {
      return GuardVerdict.ask(
          "the guard failed on this call", "run `sallyport doctor`, and look at the call yourself");
    }
  }

  private GuardVerdict verdict(ToolCall call) {
    Configuration configuration =
        Configuration.of(variables, Configuration.Overrides.NONE, existing(call.folder()));
    try (SqlJudge sql = new SqlJudge(() -> policies(configuration).current())) {
      if (call.input().stream().anyMatch(field -> mayReachSql(field.value()))) {
        sql.expect();
      }
      String home = home();
      return new Guard(
              new CommandReader(new FilesOnDisk(), home),
              new Once<>(() -> valuables(configuration, home))::get,
              () -> new RealPaths(configuration.project()),
              sql,
              () -> GuardSetting.isStrict(configuration, () -> policies(configuration)))
          .verdict(call);
    }
  }

  /** Only a guess, by which the slow part begins while the command is still being read. */
  private static boolean mayReachSql(String text) {
    return text.contains("psql");
  }

  /** A folder that is not there yet belongs to the project of the nearest one that is. */
  private static Path existing(Path folder) {
    Path at = folder;
    while (!java.nio.file.Files.isDirectory(at)) {
      Path parent = at.getParent();
      if (parent == null) {
        return at;
      }
      at = parent;
    }
    return at;
  }

  private static Valuables valuables(Configuration configuration, String home) {
    Path project = configuration.project();
    List<String> policies = new ArrayList<>();
    policies.add(project.resolve("policies.yaml").toString());
    configuration
        .policyFile()
        .ifPresent(file -> policies.add(file.toAbsolutePath().normalize().toString()));
    return new Valuables(
        project.toString(),
        home,
        List.of(
            configuration.home().normalize().toString(),
            configuration.trustFolder().normalize().toString(),
            "/etc/sallyport",
            home + "/.config/sallyport",
            home + "/.local/state/sallyport",
            home + "/.cache/sallyport",
            "/usr/bin/sallyport",
            "/usr/local/bin/sallyport",
            home + "/.local/bin/sallyport",
            home + "/bin/sallyport"),
        policies,
        new GitAge(),
        new GitWorkTree(policies));
  }

  private static PolicyKeeper policies(Configuration configuration) {
    return new PolicyKeeper(
        configuration.project(),
        configuration.policyFile(),
        () -> TrustRoot.read(configuration.trustFolder()));
  }

  private static String home() {
    return Path.of(System.getProperty("user.home")).toAbsolutePath().normalize().toString();
  }
}
