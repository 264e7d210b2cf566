package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Purpose;
import dev.sallyport.server.approval.Signer;
import dev.sallyport.server.approval.TicketDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops every execution on the store, or lets them go on. */
@Command(description = "stop every execution on this store, or thaw it, on the terminal")
final class FreezeCommand extends SallyportCommand {
  private final Purpose purpose;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for everybody who asks")
  String reason = "";

  @Mixin SigningOptions signing = new SigningOptions();

  /** For {@link Purpose#FREEZE} or {@link Purpose#THAW}. */
  FreezeCommand(Purpose purpose) {
    this.purpose = purpose;
  }

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    if (purpose == Purpose.FREEZE && reason.isBlank()) {
      throw dev.sallyport.server.SallyportException.usage(
          "a freeze needs a reason", "say `--reason TEXT`");
    }
    Passphrase human = Passphrase.terminal();
    TicketDesk desk = sallyport.desk();
    try (Signer by = signing.unlock(sallyport, human)) {
      desk.freezeOrThaw(purpose, by.sign(desk.freezeDocument(purpose, by.keyId(), reason)));
    }
    terminal.line(
        purpose == Purpose.FREEZE
            ? "frozen: nothing runs on this store until `sallyport thaw`"
            : "thawed: approved tickets may run again");
    return ExitCode.DONE;
  }
}
