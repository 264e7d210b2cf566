package dev.sallyport.server.cli;

import dev.sallyport.policy.rules.BuiltInPolicies;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.guard.setup.Setup;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts Sallyport into a project: servers, hook, instructions, checks, policy. */
@Command(name = "init", description = "set a project up, or take everything out again")
final class InitCommand extends SallyportCommand {
  @Option(names = "--dry-run", description = "only show what would be written")
  boolean dry;

  @Option(names = "--undo", description = "take everything out again, to the byte")
  boolean undo;

  @Option(names = "--cursor", description = "also `.cursor/mcp.json`")
  boolean cursor;

  @Option(names = "--vscode", description = "also `.vscode/mcp.json`")
  boolean vscode;

  @Option(
      names = "--template",
      paramLabel = "NAME",
      defaultValue = "strict",
      description = "the policy: strict, team or sandbox (default: strict)")
  BuiltInPolicies template = BuiltInPolicies.STRICT;

  @Option(
      names = "--command",
      paramLabel = "PATH",
      description = "how others start Sallyport (default: this launcher)")
  @Nullable String command;

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Setup setup = new Setup(sallyport.configuration().project(), sallyport.home());
    List<Setup.Step> steps =
        undo
            ? setup.undo(dry)
            : setup.run(new Setup.Wishes(program(), template, cursor, vscode, dry));
    if (terminal.json()) {
      terminal.document(
          Map.of(
              "dry",
              dry,
              "files",
              steps.stream()
                  .map(s -> Map.of("path", s.path(), "done", s.done(), "what", s.what()))
                  .toList()));
      return ExitCode.DONE;
    }
    if (steps.isEmpty()) {
      terminal.line("nothing of `sallyport init` is known here");
    }
    if (dry) {
      terminal.line("nothing is written; this is what would be:");
    }
    for (Setup.Step step : steps) {
      terminal.line(String.format("%-34s %s", Visible.text(step.path()), step.done()));
    }
    if (!undo && !dry) {
      terminal.line("");
      terminal.line("next: an approver runs `sallyport policy trust`; agents start anew");
    }
    return ExitCode.DONE;
  }

  private String program() {
    String named = command;
    return named != null ? named : System.getProperty("sallyport.launcher", "sallyport");
  }
}
