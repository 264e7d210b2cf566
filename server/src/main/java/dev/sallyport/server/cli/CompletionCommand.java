package dev.sallyport.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script by which a shell completes the program's commands and options. */
@Command(name = "completion", description = "print a shell's completion script")
final class CompletionCommand implements Callable<Integer> {
  /** The shells that are known. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @Parameters(
      paramLabel = "SHELL",
      description = "bash, zsh or fish; e.g. source <(sallyport completion bash)")
  Shell shell = Shell.BASH;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CommandLine whole = CommandLineFace.whole();
    out.print(
        switch (shell) {
          case BASH -> AutoComplete.bash("sallyport", whole);
          case ZSH -> zsh(whole);
          case FISH -> FishCompletion.script(whole);
        });
    out.flush();
    return 0;
  }

  /** Zsh runs bash's script, once it has been told to; {@code #compdef} has it found on fpath. */
  private static String zsh(CommandLine whole) {
    return "#compdef sallyport\nautoload -U +X compinit && compinit\n"
        + "autoload -U +X bashcompinit && bashcompinit\n"
        + AutoComplete.bash("sallyport", whole);
  }
}
