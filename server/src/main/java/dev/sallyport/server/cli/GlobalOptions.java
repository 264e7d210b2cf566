package dev.sallyport.server.cli;

import dev.sallyport.server.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class GlobalOptions {
  @Option(names = "--project", paramLabel = "DIR", description = "the project's folder")
  @Nullable Path project;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = "the guarded database (default: DATABASE_URL)")
  @Nullable String databaseUrl;

  @Option(
      names = "--shadow-url",
      paramLabel = "URL",
      description = "a server for shadow databases (default: embedded)")
  @Nullable String shadowUrl;

  @Option(names = "--policy", paramLabel = "FILE", description = "the policy file")
  @Nullable Path policy;

  @Option(names = "--home", paramLabel = "DIR", description = "tickets, audit log and drafts")
  @Nullable Path home;

  @Option(names = "--store", paramLabel = "URL", description = "the ticket store (default: SQLite)")
  @Nullable String store;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "read variables from a .env file; never read unless asked")
  @Nullable Path envFile;

  @Option(names = "--json", description = "answer in JSON")
  boolean json;

  @Option(names = "--no-color", description = "no colour (also NO_COLOR)")
  boolean noColor;

  Configuration.Overrides overrides() {
    return new Configuration.Overrides(project, databaseUrl, shadowUrl, policy, home, store);
  }
}
