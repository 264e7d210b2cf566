package dev.sallyport.server.cli;

import dev.sallyport.server.ExitCode;
import dev.sallyport.server.Sallyport;
import dev.sallyport.server.approval.Signer;
import dev.sallyport.server.approval.TrustRootEditor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a key: nothing that it signed counts any more. */
@Command(name = "revoke", description = "revoke a key, on the terminal")
final class ApproverRevokeCommand extends SallyportCommand {
  @Parameters(paramLabel = "KEY", description = "the key's id, from `approver list`")
  String key = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why")
  String reason = "";

  @Mixin SigningOptions signing = new SigningOptions();

  @Override
  ExitCode run(Sallyport sallyport, Terminal terminal) {
    Passphrase human = Passphrase.terminal();
    TrustRootEditor editor =
        new TrustRootEditor(sallyport.configuration().trustFolder(), sallyport.clock());
    try (Signer by = signing.unlock(sallyport, human)) {
      editor.revoke(by, key, reason);
    }
    terminal.line("`" + key + "` is revoked");
    return ExitCode.DONE;
  }
}
