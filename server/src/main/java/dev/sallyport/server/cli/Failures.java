package dev.sallyport.server.cli;

import dev.sallyport.policy.Mistake;
import dev.sallyport.policy.rules.InvalidPolicyException;
import dev.sallyport.server.ExitCode;
import dev.sallyport.server.SallyportException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;

/** Says what stopped a command, and how it goes on from there; never what a library said of it. */
final class Failures {
  private final PrintWriter err;

  Failures(PrintWriter err) {
    this.err = err;
  }

  /** Reports a problem; the result is the process's exit code. */
  int report(Exception problem) {
    if (problem instanceof SallyportException expected) {
      say(String.valueOf(expected.getMessage()), expected.help());
      return expected.exitCode().number();
    }
    if (problem instanceof InvalidPolicyException invalid) {
      for (Mistake mistake : invalid.mistakes()) {
        say(mistake.toString(), mistake.help());
      }
      return ExitCode.USAGE.number();
    }
    LoggerFactory.getLogger(CommandLineFace.class)
        .atError()
        .addKeyValue("type", problem.getClass().getName())
        .log("command failed unexpectedly");
    say(
        "something unexpected went wrong; nothing was run because of it",
        "run `sallyport doctor`, and report this if it is healthy");
    return ExitCode.ENVIRONMENT.number();
  }

  private void say(String message, String help) {
    err.println("sallyport: " + Visible.text(message));
    err.println("help: " + Visible.text(help));
    err.flush();
  }
}
