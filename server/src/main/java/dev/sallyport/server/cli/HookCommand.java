package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code hook} says to people; agents' requests never come here. */
@Command(
    name = "hook",
    description = "answer an agent's hook: a tool call on standard input, a verdict on output")
final class HookCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CONTRACT", description = "claude-code or plain")
  String contract = "";

  @Parameters(index = "1..*", hidden = true)
  List<String> more = List.of();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  /** A hook that does not know its caller's contract still must not break the agent. */
  @Override
  public Integer call() {
    System.out.println(
        "{\"decision\":\"ask\",\"reasons\":[{\"decision\":\"ask\",\"message\":"
            + HookFace.Contract.quoted("`hook` knows the contracts `claude-code` and `plain`")
            + ",\"help\":"
            + HookFace.Contract.quoted("see `sallyport hook --help`")
            + "}]}");
    return ExitCode.DONE.number();
  }
}
