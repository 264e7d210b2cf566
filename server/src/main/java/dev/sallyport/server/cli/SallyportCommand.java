package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What every command is: it takes the global options, opens the program, and answers on the
 * terminal with an exit code of CONTRACT's list.
 */
abstract class SallyportCommand implements Callable<Integer> {
  @Mixin GlobalOptions options = new GlobalOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Override
  public final Integer call() {
    Terminal terminal = Terminal.current(options);
    try (Sallyport sallyport = Sallyport.open(options.overrides(), options.envFile)) {
      return run(sallyport, terminal).number();
    }
  }

  /** Does the work and says how it ended. */
  abstract ExitCode run(Sallyport sallyport, Terminal terminal);
}
