package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code sallyport} command: finds the subcommand, runs it and reports what went wrong. */
@Command(
    name = "sallyport",
    description = "A safety proxy between AI coding agents and PostgreSQL databases.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class CommandLineFace implements Runnable {
  @CommandLine.Spec CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  private CommandLineFace() {}

  /** Runs one command; the result is the process's exit code. */
  public static int run(String[] arguments) {
    Ahead.of(arguments);
    CommandLine line = new CommandLine(new CommandLineFace());
    Commands.addTo(line, arguments);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(badUsage());
    line.setExecutionExceptionHandler(failure());
    if (System.console() == null || System.getenv("NO_COLOR") != null) {
      line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }
    return line.execute(arguments);
  }

  /** The whole tree of commands, for those that describe it. */
  static CommandLine whole() {
    CommandLine line = new CommandLine(new CommandLineFace());
    Commands.addTo(line, new String[0]);
    return line;
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  private static IParameterExceptionHandler badUsage() {
    return (problem, arguments) -> {
      PrintWriter err = problem.getCommandLine().getErr();
      err.println("sallyport: " + Visible.text(firstLine(String.valueOf(problem.getMessage()))));
      String help = "see `sallyport " + path(problem.getCommandLine()) + "--help`";
      if (problem instanceof UnmatchedArgumentException unmatched
          && !unmatched.getSuggestions().isEmpty()) {
        help = "did you mean `" + unmatched.getSuggestions().get(0) + "`?";
      }
      err.println("help: " + help);
      return ExitCode.USAGE.number();
    };
  }

  private static IExecutionExceptionHandler failure() {
    return (problem, line, parsed) -> new Failures(line.getErr()).report(problem);
  }

  private static String path(CommandLine line) {
    String name = line.getCommandSpec().qualifiedName(" ");
    int space = name.indexOf(' ');
    return space < 0 ? "" : name.substring(space + 1) + " ";
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
