package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import dev.sallyport.server.shadow.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures this build beside other MCP servers, all on one PostgreSQL: by default one that is
 * thrown away afterwards. Takes none of the program's options: it writes tables, so it must never
 * reach the guarded database by itself.
 */
@Command(
    name = "bench",
    description = "measure this build beside other MCP servers, on one PostgreSQL")
final class BenchCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Option(
      names = "--on",
      paramLabel = "URL",
      description = "a PostgreSQL that may be written to (default: one that is thrown away)")
  @Nullable String url;

  @Option(names = "--rounds", paramLabel = "N", description = "starts of each server (default: 5)")
  int rounds = 5;

  @Option(names = "--calls", paramLabel = "N", description = "calls of each kind (default: 300)")
  int calls = 300;

  @Option(names = "--json", description = "answer in JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path script = script();
    if (url != null) {
      return run(script, url);
    }
    Path folder = Files.createTempDirectory("sallyport-bench-");
    try (EmbeddedServer server = EmbeddedServer.start(folder)) {
      return run(script, server.createDatabase("bench", "bench_app").url());
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  private static Path script() {
    String launcher = System.getProperty("sallyport.launcher", "");
    Path folder = Path.of(launcher).toAbsolutePath().resolveSibling("bench");
    if (!Files.isRegularFile(folder.resolve("run.mjs"))) {
      throw SallyportException.environment(
          "the benchmark is not here: it comes with the sources, not with a distribution",
          "run `./sallyport bench` in a checkout");
    }
    if (!Files.isDirectory(folder.resolve("node_modules"))) {
      throw SallyportException.environment(
          "the servers to measure against are not installed",
          "run `npm ci --prefix " + folder + "` once");
    }
    return folder.resolve("run.mjs");
  }

  private int run(Path script, String database) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("node", script.toString()));
    command.addAll(List.of("--rounds", String.valueOf(rounds), "--calls", String.valueOf(calls)));
    if (json) {
      command.add("--json");
    }
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("DATABASE_URL", database);
    try {
      int code = builder.start().waitFor();
      return code == 0 ? ExitCode.DONE.number() : ExitCode.ENVIRONMENT.number();
    } catch (IOException e) {
      throw SallyportException.environment(
          "`node` can't be started", "install Node 20 or newer: the other servers need it");
    }
  }
}
