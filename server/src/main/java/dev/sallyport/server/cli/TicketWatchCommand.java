package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.SallyportException;
import java.io.IOException;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A live list of what waits, with a bell when something new does. */
@Command(name = "watch", description = "watch open tickets; keys show, approve and reject")
final class TicketWatchCommand extends SallyportCommand {
  @Mixin SigningOptions signing = new SigningOptions();

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Passphrase human = Passphrase.terminal();
    try (org.jline.terminal.Terminal screen =
        TerminalBuilder.builder().system(true).dumb(false).build()) {
      new TicketWatch(sallyport, terminal, screen, human, signing).run();
      return ExitCode.DONE;
    } catch (IOException e) {
      throw SallyportException.environment(
          "the terminal can't be used", "see `sallyport tickets list` instead");
    }
  }
}
