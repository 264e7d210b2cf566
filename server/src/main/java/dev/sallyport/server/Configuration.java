package dev.sallyport.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is: the project, the home, the trust root and the credentials, settled from
 * options first, the environment second, defaults last.
 *
 * <p>Holds credentials: it prints none of them and is passed to no face.
 */
public final class Configuration {
  private final Map<String, String> environment;
  private final Overrides overrides;
  private final Path project;

  private Configuration(Map<String, String> environment, Overrides overrides, Path project) {
    this.environment = environment;
    this.overrides = overrides;
    this.project = project;
  }

  /**
   * What the command line said; null where it said nothing.
   *
   * @param project {@code --project}
   * @param databaseUrl {@code --database-url}
   * @param shadowUrl {@code --shadow-url}
   * @param policy {@code --policy}
   * @param home {@code --home}
   * @param store {@code --store}
   */
  public record Overrides(
      @Nullable Path project,
      @Nullable String databaseUrl,
      @Nullable String shadowUrl,
      @Nullable Path policy,
      @Nullable Path home,
      @Nullable String store) {
    /** No option was given. */
    public static final Overrides NONE = new Overrides(null, null, null, null, null, null);

    @Override
    public String toString() {
      return "Overrides[project=" + project + ", home=" + home + "]";
    }
  }

  /**
   * Settles a configuration.
   *
   * @param workingDirectory where the search for the project starts
   */
  public static Configuration of(
      Map<String, String> environment, Overrides overrides, Path workingDirectory) {
    Path named = overrides.project();
    if (named != null && !Files.isDirectory(named)) {
      throw SallyportException.usage(
          "`--project` is no folder: `" + named + "`", "name the folder that holds `prisma/`");
    }
    Path project = named != null ? named : ProjectFolder.nearest(workingDirectory);
    return new Configuration(Map.copyOf(environment), overrides, ProjectFolder.real(project));
  }

  /** The folder whose database is guarded. */
  public Path project() {
    return project;
  }

  /** The project's name, as principals carry it. */
  public String projectName() {
    Path name = project.getFileName();
    return name == null ? "root" : name.toString();
  }

  /** The connection string of the guarded database; empty where none was given. */
  public Optional<String> databaseUrl() {
    return first(overrides.databaseUrl(), "DATABASE_URL");
  }

  /** The connection string of the role for reads. */
  public Optional<String> readerUrl() {
    return first(null, "SALLYPORT_READER_URL");
  }

  /** The connection string of a server that may hold shadow databases. */
  public Optional<String> shadowUrl() {
    return first(overrides.shadowUrl(), "SHADOW_DATABASE_URL");
  }

  /** The token that proves which agent asks. */
  public Optional<String> agentToken() {
    return first(null, "SALLYPORT_AGENT_TOKEN");
  }

  /** The policy file that was named; empty where the project's own or the built-in stands. */
  public Optional<Path> namedPolicy() {
    return first(string(overrides.policy()), "SALLYPORT_POLICY").map(Path::of);
  }

  /** The policy file to read: the named one, else {@code policies.yaml} of the project if any. */
  public Optional<Path> policyFile() {
    Optional<Path> named = namedPolicy();
    if (named.isPresent()) {
      return named;
    }
    Path own = project.resolve("policies.yaml");
    return Files.exists(own) ? Optional.of(own) : Optional.empty();
  }

  /** The folder of tickets, audit log and drafts; mode 0700. */
  public Path home() {
    return first(string(overrides.home()), "SALLYPORT_HOME")
        .map(Path::of)
        .orElseGet(
            () -> xdg("XDG_STATE_HOME", ".local", "state").resolve(ProjectFolder.key(project)))
        .toAbsolutePath();
  }

  /** The operator's folder with the trust root. */
  public Path trustFolder() {
    return first(null, "SALLYPORT_CONFIG")
        .map(Path::of)
        .orElseGet(
            () -> {
              Path system = Path.of("/etc/sallyport");
              return Files.isDirectory(system) ? system : xdg("XDG_CONFIG_HOME", ".config");
            })
        .toAbsolutePath();
  }

  /** The ticket store's JDBC URL; empty means SQLite in the home. */
  public Optional<String> store() {
    return first(overrides.store(), "SALLYPORT_STORE");
  }

  /** An environment variable that is not a credential, such as {@code NO_COLOR}. */
  public Optional<String> variable(String name) {
    return first(null, name);
  }

  private Path xdg(String variable, String... fallback) {
    return first(null, variable)
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), fallback))
        .resolve("sallyport");
  }

  private Optional<String> first(@Nullable String option, String variable) {
    if (option != null) {
      return Optional.of(option);
    }
    String value = environment.get(variable);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  private static @Nullable String string(@Nullable Path path) {
    return path == null ? null : path.toString();
  }

  @Override
  public String toString() {
    return "Configuration[project=" + project + "]";
  }
}
